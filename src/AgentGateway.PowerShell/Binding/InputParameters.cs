using System.Collections.Concurrent;
using System.Management.Automation;
using System.Reflection;

namespace AgentGateway;

/// <summary>
/// Reads the properties of an input again that PowerShell binds to parameters. PowerShell ignores a property that it can't convert or whose
/// parameter is on the command line, rounds a fraction, and takes one of two names with different values.
/// </summary>
internal static class InputParameters
{
    private static readonly ConcurrentDictionary<Type, InputParameter[]> Known = new();

    /// <summary>Requires that a cmdlet uses the properties of an input as they are.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="typed">The parameters on the command line.</param>
    /// <param name="input">The input; null or a plain value has no properties.</param>
    /// <param name="quote">Returns a value as text without secrets.</param>
    /// <param name="isSubject">
    /// The parameters specify what the cmdlet acts on, so a parameter on the command line must agree. Otherwise, it applies to all inputs.
    /// </param>
    /// <exception cref="GatewayException">A property can't be read, isn't used, or contradicts a parameter or a property.</exception>
    public static void Require(PSCmdlet cmdlet, TypedParameters typed, object? input, Func<string, string> quote, bool isSubject)
    {
        if (InputList.IsPlain(InputValue.Unwrap(input)))
        {
            return;
        }

        foreach (var parameter in Known.GetOrAdd(cmdlet.GetType(), Find))
        {
            var isTyped = typed.Contains(parameter.Name);
            if (parameter.IsIn(cmdlet.ParameterSetName) && (isSubject || !isTyped) && !typed.IsScript(parameter.Name))
            {
                Limits.Require(Problem(parameter, input!, parameter.ValueOf(cmdlet), quote, isTyped));
            }
        }
    }

    private static string? Problem(InputParameter parameter, object input, object? actual, Func<string, string> quote, bool isTyped)
    {
        string Text(object? value) => quote($"{value}");
        (string Name, object Value)? found = null;
        foreach (var (name, value) in parameter.Read(input))
        {
            if (!ParameterValue.TryRead(value, parameter.Type, out var read))
            {
                return $"The {name} of the input can't be used: {ParameterValue.Problem(value, parameter.Type)}";
            }

            if (found is { } other && !other.Value.Equals(read))
            {
                return $"{other.Name} and {name} of the input have different values ({Text(other.Value)} and {Text(read)}).";
            }

            found = (name, read!);
        }

        if (found is not { } property || property.Value.Equals(actual))
        {
            return null;
        }

        return isTyped
            ? $"The {property.Name} of the input is {Text(property.Value)}, but -{parameter.Name} specifies "
                + (actual is null or "" ? "nothing." : $"{Text(actual)}.")
            : $"The {property.Name} of the input would not be used. Specify -{parameter.Name}, or pipe in an object with properties, "
                + "for example [pscustomobject] instead of a hashtable.";
    }

    private static InputParameter[] Find(Type cmdlet) =>
    [
        .. cmdlet.GetProperties()
            .Where(property => ParameterValue.IsSupported(property.PropertyType) && !PropertyNames.Contains(property.Name))
            .Select(property => new InputParameter(property))
            .Where(parameter => parameter.IsOfInput),
    ];

    /// <summary>A parameter that PowerShell binds by property names.</summary>
    private sealed class InputParameter(PropertyInfo property)
    {
        private readonly ParameterAttribute[] _sets =
            [.. property.GetCustomAttributes<ParameterAttribute>().Where(attribute => attribute.ValueFromPipelineByPropertyName)];

        private readonly string[] _names =
            [property.Name, .. property.GetCustomAttributes<AliasAttribute>().SelectMany(attribute => attribute.AliasNames)];

        public string Name => property.Name;

        public Type Type => property.PropertyType;

        public bool IsOfInput => _sets.Length > 0;

        public bool IsIn(string set) =>
            Array.Exists(_sets, attribute => attribute.ParameterSetName is var name
                && (name == ParameterAttribute.AllParameterSets || string.Equals(name, set, StringComparison.OrdinalIgnoreCase)));

        public object? ValueOf(PSCmdlet cmdlet) => InputValue.Unwrap(property.GetValue(cmdlet));

        /// <summary>Returns the properties of an input with this name or another one, unless they are empty.</summary>
        public IEnumerable<(string Name, object Value)> Read(object input)
        {
            foreach (var name in _names)
            {
                if (PropertyValues.One(input, name) is { } value and not "" and not DBNull)
                {
                    yield return (name, value);
                }
            }
        }
    }
}
