using System.Management.Automation;

namespace AgentGateway;

/// <summary>An empty cell of a CSV file or a database means that the option is not given. PowerShell would make a 0 of it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EmptyIsNotGivenAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => IdentityReader.Unwrap(inputData) is null or "" or DBNull ? null : inputData;
}

/// <summary>0 to 255, or not given.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateDeviceNumberAttribute : LimitAttribute
{
    protected override string? Problem(object? value) => value is >= 0 and <= 255 ? null : "It is a number from 0 to 255.";
}
