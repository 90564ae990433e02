using System.Management.Automation.Language;

namespace AgentGateway;

/// <summary>Text that becomes PowerShell code: what completion inserts, and what messages tell to paste.</summary>
internal static class CodeText
{
    // A number of more digits, or with a leading zero, would be read as another one.
    private const int LongestNumber = 9;

    /// <summary>The text as an argument: as it is where that is the same, else in quotation marks.</summary>
    /// <param name="text">Any text.</param>
    public static string Argument(string text) =>
        IsNumber(text) || IsWord(text) ? text : $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";

    private static bool IsNumber(string text) => text is "0" || (text.Length is > 0 and <= LongestNumber && text[0] != '0' && text.All(IsDigit));

    private static bool IsWord(string text) => text.Length > 0 && IsLetter(text[0]) && text.All(static character => IsLetter(character) || IsDigit(character) || character is '_' or '.');

    private static bool IsLetter(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static bool IsDigit(char character) => character is >= '0' and <= '9';
}
