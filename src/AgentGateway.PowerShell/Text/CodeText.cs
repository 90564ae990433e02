using System.Management.Automation.Language;

namespace AgentGateway;

/// <summary>Text as PowerShell code, for completion and for messages that quote a command.</summary>
internal static class CodeText
{
    // PowerShell would read a longer number, or one with a leading zero, as another number.
    private const int MaxNumberLength = 9;

    /// <summary>Returns the text as an argument: unchanged if PowerShell reads the same text, otherwise in quotation marks.</summary>
    /// <param name="text">Any text.</param>
    public static string Argument(string text) =>
        IsNumber(text) || IsWord(text) ? text : $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";

    private static bool IsNumber(string text) =>
        text is "0" || (text.Length is > 0 and <= MaxNumberLength && text[0] != '0' && text.All(IsDigit));

    private static bool IsWord(string text) =>
        text.Length > 0 && IsLetter(text[0]) && text.All(IsWordCharacter);

    private static bool IsWordCharacter(char character) => IsLetter(character) || IsDigit(character) || character is '_' or '.';

    private static bool IsLetter(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static bool IsDigit(char character) => character is >= '0' and <= '9';
}
