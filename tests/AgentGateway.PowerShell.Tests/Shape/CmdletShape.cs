using System.Management.Automation;
using System.Reflection;

namespace AgentGateway.PowerShell.Tests;

/// <summary>
/// The declarations of a cmdlet, read from its metadata. The attributes can't be created, because those of the reference library don't keep
/// their arguments. Therefore, the arguments are read from the assembly.
/// </summary>
internal sealed class CmdletShape
{
    private readonly CustomAttributeData _cmdlet;

    public CmdletShape(Type type)
    {
        Type = type;
        _cmdlet = type.Attribute<CmdletAttribute>()!;
        Verb = (string)_cmdlet.ConstructorArguments[0].Value!;
        Noun = (string)_cmdlet.ConstructorArguments[1].Value!;
        Parameters = [.. type.GetProperties().Select(ParameterShape.From).OfType<ParameterShape>()];
    }

    public Type Type { get; }

    public string Verb { get; }

    public string Noun { get; }

    public string Name => $"{Verb}-{Noun}";

    public IReadOnlyList<ParameterShape> Parameters { get; }

    public bool SupportsShouldProcess => _cmdlet.Named("SupportsShouldProcess") is true;

    public ConfirmImpact? Impact => (ConfirmImpact?)(int?)_cmdlet.Named("ConfirmImpact");

    public string HelpUri => (string?)_cmdlet.Named("HelpUri") ?? "";

    public string? DefaultSet => (string?)_cmdlet.Named("DefaultParameterSetName");

    /// <summary>The types of [OutputType]; null if there is none.</summary>
    public IReadOnlyList<Type>? Outputs => Type.Attribute<OutputTypeAttribute>() is not { } declared ? null
        : [.. declared.ConstructorArguments.SelectMany(Flatten).Select(argument => (Type)argument.Value!)];

    /// <summary>The interfaces of the API that it calls; empty if it calls none.</summary>
    public IReadOnlyList<string> Operations => Type.GetCustomAttribute<Commands.GatewayOperationAttribute>()?.Names ?? [];

    /// <summary>The names of its parameter sets; one null name if it has none.</summary>
    public IReadOnlyList<string?> Sets
    {
        get
        {
            string?[] named = [.. Parameters.SelectMany(parameter => parameter.Uses).Select(use => use.Set).OfType<string>().Distinct()];
            return named.Length == 0 ? [default] : named;
        }
    }

    /// <summary>All cmdlets of the module.</summary>
    public static IReadOnlyList<CmdletShape> All { get; } =
    [
        .. typeof(Commands.AgwCommand).Assembly.GetTypes()
            .Where(type => type.Attribute<CmdletAttribute>() is not null)
            .Select(type => new CmdletShape(type))
            .OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal),
    ];

    /// <summary>How the parameters that a set has are used in it.</summary>
    public IEnumerable<(ParameterShape Parameter, ParameterUse Use)> In(string? set) =>
        from parameter in Parameters
        from use in parameter.Uses
        where use.Set is null || use.Set == set
        select (parameter, use);

    public override string ToString() => Name;

    private static IEnumerable<CustomAttributeTypedArgument> Flatten(CustomAttributeTypedArgument argument) =>
        argument.Value is IReadOnlyCollection<CustomAttributeTypedArgument> list ? list : [argument];
}

/// <summary>A parameter of a cmdlet.</summary>
internal sealed record ParameterShape(string Name, Type Type, IReadOnlyList<string> Aliases, IReadOnlyList<ParameterUse> Uses)
{
    /// <summary>Null for a property that is no parameter, or a hidden one.</summary>
    public static ParameterShape? From(PropertyInfo property)
    {
        var uses = property.Attributes<ParameterAttribute>()
            .Where(parameter => parameter.Named("DontShow") is not true)
            .Select(ParameterUse.From)
            .ToArray();
        var aliases = property.Attributes<AliasAttribute>()
            .SelectMany(alias => (IReadOnlyCollection<CustomAttributeTypedArgument>)alias.ConstructorArguments[0].Value!)
            .Select(name => (string)name.Value!);
        return uses.Length == 0 ? null : new ParameterShape(property.Name, property.PropertyType, [.. aliases], uses);
    }
}

/// <summary>A parameter in one of its sets: in all of them where the set is null; by name only where the position is null.</summary>
internal sealed record ParameterUse(string? Set, int? Position, bool IsMandatory, bool ByValue, bool ByPropertyName)
{
    public static ParameterUse From(CustomAttributeData parameter) => new(
        (string?)parameter.Named("ParameterSetName"),
        (int?)parameter.Named("Position"),
        parameter.Named("Mandatory") is true,
        parameter.Named("ValueFromPipeline") is true,
        parameter.Named("ValueFromPipelineByPropertyName") is true);
}

/// <summary>Reads attributes from the metadata of the assembly.</summary>
internal static class AttributeReading
{
    public static CustomAttributeData? Attribute<T>(this MemberInfo member) => member.Attributes<T>().FirstOrDefault();

    public static IEnumerable<CustomAttributeData> Attributes<T>(this MemberInfo member)
    {
        // Parameters of a base class are inherited by its cmdlets. Attributes of the base class are not.
        var declared = member is PropertyInfo property ? property.DeclaringType!.GetProperty(property.Name)! : member;
        return declared.GetCustomAttributesData().Where(attribute => attribute.AttributeType == typeof(T));
    }

    public static object? Named(this CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.MemberName == name).TypedValue.Value;
}
