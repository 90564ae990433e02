using System.Text.Json.Nodes;

namespace AgentGateway;

/// <summary>
/// Values of the transport parameters of Connect-AgwSession: those on a command line, and those of a registration. A new parameter is
/// one entry in <see cref="All"/>.
/// </summary>
/// <param name="values">The values by the names of their parameters.</param>
internal sealed class TransportSettings(IReadOnlyDictionary<string, object> values)
{
    private const string Trust = "trust";
    private const string Route = "route";
    private const int MaxSeconds = 3600;

    /// <summary>The transport parameters that a registration can contain, and their fields in the file.</summary>
    public static IReadOnlyList<TransportParameter> All { get; } =
    [
        new("SkipCertificateCheck", "skipCertificateCheck", TransportValue.Flag, (options, value) =>
            options with { SkipCertificateCheck = (bool)value }) { Group = Trust },
        new("CertificateThumbprint", "certificateThumbprint", TransportValue.Text, (options, value) =>
            options with { CertificateThumbprint = CertificateThumbprints.Digits((string)value) })
            { Group = Trust, Problem = CertificateThumbprints.Problem },
        new("CACertificate", "caCertificate", TransportValue.File, (options, value) =>
            options with { CACertificate = CertificateFile.Read((string)value, options.Address) }) { Group = Trust },
        new("Proxy", "proxy", TransportValue.Proxy, (options, value) =>
            options with { Proxy = new Uri((string)value, UriKind.RelativeOrAbsolute) }) { Group = Route, Problem = ProxyProblem },
        new("NoProxy", "noProxy", TransportValue.Flag, (options, value) => options with { NoProxy = (bool)value }) { Group = Route },
        Seconds("ConnectionTimeoutSeconds", "connectionTimeoutSeconds", MaxSeconds, (options, time) =>
            options with { ConnectionTimeout = time }),
        Seconds("OperationTimeoutSeconds", "operationTimeoutSeconds", MaxSeconds, (options, time) =>
            options with { OperationTimeout = time }),
        Seconds("PollTimeoutSeconds", "pollTimeoutSeconds", MaxSeconds, (options, time) => options with { PollTimeout = time }),
        Number("MaximumRetryCount", "maximumRetryCount", (0, 100), (options, count) => options with { MaximumRetryCount = count }),
        Seconds("RetryIntervalSec", "retryIntervalSec", 300, (options, time) => options with { RetryInterval = time }),
        Number("MaximumAgentId", "maximumAgentId", (Limits.MinAgentId, Limits.MaxAgentIdSince2025), (options, largest) =>
            options with { MaximumAgentId = largest }),
        new("TracePath", "tracePath", TransportValue.File, (options, value) => options with { TracePath = (string)value }),
        new("AuditPath", "auditPath", TransportValue.File, (options, value) => options with { AuditPath = (string)value }),
    ];

    /// <summary>No values.</summary>
    public static TransportSettings None { get; } = new(new Dictionary<string, object>());

    /// <summary>The values by the names of their parameters.</summary>
    public IReadOnlyDictionary<string, object> Values => values;

    /// <summary>
    /// Returns these values, completed with those of a registration. A parameter on the command line also replaces the
    /// registered ones of its group: a pin must not be overridden by a registered -SkipCertificateCheck.
    /// </summary>
    public TransportSettings Over(TransportSettings? registered)
    {
        if (registered is null || registered.Values.Count == 0)
        {
            return this;
        }

        var decided = All.Where(parameter => values.TryGetValue(parameter.Name, out var value) && value is not false)
            .Select(parameter => parameter.Group)
            .ToArray();
        var merged = All
            .Where(parameter => registered.Values.ContainsKey(parameter.Name))
            .Where(parameter => parameter.Group is null || !decided.Contains(parameter.Group))
            .ToDictionary(parameter => parameter.Name, parameter => registered.Values[parameter.Name]);
        foreach (var value in values)
        {
            merged[value.Key] = value.Value;
        }

        return new TransportSettings(merged);
    }

    /// <summary>Sets the values in the options of a gateway.</summary>
    /// <exception cref="GatewayException">A file can't be read.</exception>
    public GatewayOptions Apply(GatewayOptions options) => All
        .Where(parameter => values.ContainsKey(parameter.Name))
        .Aggregate(options, (current, parameter) => parameter.Apply(current, values[parameter.Name]));

    /// <summary>Reads the fields of a registration.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="invalid">Creates the failure of a field.</param>
    public static TransportSettings Read(JsonObject fields, Func<string, string, GatewayException> invalid)
    {
        Dictionary<string, object> found = [];
        foreach (var parameter in All.Where(parameter => fields.ContainsKey(parameter.Field)))
        {
            try
            {
                found[parameter.Name] = parameter.Read(fields[parameter.Field]);
            }
            catch (FormatException problem)
            {
                throw invalid(parameter.Field, problem.Message);
            }
        }

        return new TransportSettings(found);
    }

    /// <summary>Writes the fields of a registration. Fields that are not known here are kept.</summary>
    public void Write(JsonObject fields)
    {
        foreach (var parameter in All)
        {
            _ = fields.Remove(parameter.Field);
            if (values.TryGetValue(parameter.Name, out var value))
            {
                fields[parameter.Field] = TransportParameter.Write(value);
            }
        }
    }

    private static string? ProxyProblem(string text)
    {
        try
        {
            _ = GatewayAddress.CheckProxy(new Uri(text, UriKind.RelativeOrAbsolute));
            return null;
        }
        catch (Exception failure) when (failure is GatewayException or UriFormatException)
        {
            return failure.Message;
        }
    }

    private static TransportParameter Seconds(
        string name, string field, int most, Func<GatewayOptions, TimeSpan, GatewayOptions> apply) =>
        Number(name, field, (1, most), (options, seconds) => apply(options, TimeSpan.FromSeconds(seconds)));

    private static TransportParameter Number(
        string name, string field, (int Min, int Max) range, Func<GatewayOptions, int, GatewayOptions> apply) =>
        new(name, field, TransportValue.Number, (options, value) => apply(options, (int)value)) { Range = range };
}
