namespace AgentGateway;

/// <summary>
/// A value that the views and the added properties read with an index, such as <c>[AgentGateway.ViewText]::Line["$($_.Address)"]</c>. If
/// the language mode is ConstrainedLanguage, a script can read a property and an index of this module, but can't call its methods. An index
/// must not be null.
/// </summary>
/// <typeparam name="TObject">The type of the objects.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
public sealed class ViewProperty<TObject, TValue>
    where TObject : class
{
    private readonly Func<TObject?, TValue> _read;

    internal ViewProperty(Func<TObject?, TValue> read) => _read = read;

    /// <summary>Returns the value for an object.</summary>
    /// <param name="value">
    /// The object. Any type is accepted, because PowerShell would otherwise convert an object that only has the name of the type. The
    /// conversion would read this property again.
    /// </param>
    public TValue this[object? value] => _read(value as TObject);
}
