namespace AgentGateway;

/// <summary>
/// Recognizes a password in a text without keeping the password. It compares fingerprints of the password's length (a rolling hash with a
/// random base for this process). A session keeps the fingerprint for its lifetime, and the password only during the sign-in. The
/// comparison is case-insensitive.
/// </summary>
internal sealed class PasswordPrint
{
    private const int ShortestUnguessable = 8;
    private const ulong FirstPrime = 2_147_483_647;
    private const ulong SecondPrime = 2_147_483_629;

    private static readonly ulong Base = 1_000_003 + (ulong)(Polyfill.NextDouble() * 1_000_000_000);

    private readonly int _length;
    private readonly (ulong First, ulong Second) _print;

    // The base to the power of the length, which is the weight of the character that leaves the window.
    private readonly (ulong First, ulong Second) _weight = (1, 1);

    private PasswordPrint(string password)
    {
        _length = password.Length;
        foreach (var character in password)
        {
            _print = Add(_print, character);
            _weight = (_weight.First * Base % FirstPrime, _weight.Second * Base % SecondPrime);
        }
    }

    /// <summary>
    /// Creates the fingerprint of a password; null if the password could occur in a text by chance, because masking it would then reveal
    /// it.
    /// </summary>
    /// <param name="password">The password.</param>
    public static PasswordPrint? Of(string? password) => IsGuessable(password) ? null : new PasswordPrint(password!);

    /// <summary>The password is short, or could be the number of an agent, a phone, or a conference.</summary>
    public static bool IsGuessable(string? password) => password is not { Length: >= ShortestUnguessable } || password.All(char.IsDigit);

    /// <summary>Returns whether the text contains the password.</summary>
    /// <param name="text">The text, which is read once.</param>
    public bool IsIn(string text)
    {
        (ulong First, ulong Second) window = default;
        for (var i = 0; i < text.Length; i++)
        {
            window = Add(window, text[i]);
            if (i >= _length)
            {
                var leaving = (ulong)char.ToUpperInvariant(text[i - _length]);
                window = (
                    (window.First + FirstPrime - (leaving * _weight.First % FirstPrime)) % FirstPrime,
                    (window.Second + SecondPrime - (leaving * _weight.Second % SecondPrime)) % SecondPrime);
            }

            if (i >= _length - 1 && window == _print)
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => Redactor.Mask;

    private static (ulong First, ulong Second) Add((ulong First, ulong Second) window, char character)
    {
        var upper = (ulong)char.ToUpperInvariant(character);
        return (((window.First * Base) + upper) % FirstPrime, ((window.Second * Base) + upper) % SecondPrime);
    }
}
