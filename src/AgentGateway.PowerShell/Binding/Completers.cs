using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace AgentGateway;

/// <summary>Completes a parameter from known values. It never uses the network, and never throws.</summary>
public abstract class KnownValuesCompleter : IArgumentCompleter
{
    // A longer list isn't useful.
    private const int MaxResults = 200;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = (wordToComplete ?? "").Trim('\'', '"');
        var pattern = new WildcardPattern(
            WildcardPattern.ContainsWildcardCharacters(word) ? word : WildcardPattern.Escape(word) + "*", WildcardOptions.IgnoreCase);
        return
        [
            .. ValuesFor(commandAst, fakeBoundParameters)
                .Where(value => pattern.IsMatch(value.Text) && IsShowable(value))
                .Take(MaxResults)
                .Select(Result),
        ];
    }

    internal abstract IEnumerable<KnownValue> Values(IDictionary parameters);

    /// <summary>Returns the values that match the command line.</summary>
    internal virtual IEnumerable<KnownValue> ValuesFor(CommandAst command, IDictionary parameters) => Values(parameters);

    /// <summary>Returns whether the text has no characters that would be invisible on the command line or change it.</summary>
    private static bool IsShowable(KnownValue value) =>
        value.Text.Length > 0 && string.Equals(PlainText.OneLine(value.Text), value.Text, StringComparison.Ordinal);

    private static CompletionResult Result(KnownValue value) =>
        new(value.Insert ?? CodeText.Argument(value.Text), value.Text, CompletionResultType.ParameterValue, value.Meaning);
}

/// <summary>A value to offer.</summary>
/// <param name="Text">The text that is shown and matched.</param>
/// <param name="Meaning">The tool-tip; never empty.</param>
/// <param name="Insert">The code that is inserted; null: the text.</param>
internal sealed record KnownValue(string Text, string Meaning, string? Insert = null);

/// <summary>The agents with a session in this runspace. If an agent has sessions at several gateways, -Gateway is also inserted.</summary>
public sealed class AgentIdCompleter : KnownValuesCompleter
{
    internal override IEnumerable<KnownValue> Values(IDictionary parameters)
    {
        var sessions = SessionCompleter.AgentSessions();
        return sessions.Select(session =>
        {
            var conference = session.ConferenceId is { } id ? $", in conference {id}" : "";
            var gateway = SessionCompleter.GatewayArgument(session, sessions);
            return new KnownValue(
                SessionCompleter.AgentText(session),
                $"{session.State} at {session.Gateway.Authority}{conference}",
                gateway.Length == 0 ? null : SessionCompleter.AgentText(session) + gateway);
        });
    }
}

/// <summary>The sessions of this runspace, inserted as the command that gets them.</summary>
public sealed class SessionCompleter : KnownValuesCompleter
{
    internal override IEnumerable<KnownValue> Values(IDictionary parameters)
    {
        var sessions = AgentSessions();
        return sessions.Select(session => new KnownValue(
            AgentText(session),
            $"The session of agent {AgentText(session)}: {session.State} at {session.Gateway.Authority}",
            $"(Get-AgwSession {AgentText(session)}{GatewayArgument(session, sessions)})"));
    }

    /// <summary>The sessions of this runspace that have an agent of their own.</summary>
    internal static AgwSession[] AgentSessions() =>
        [.. (RunspaceSessions.TryCurrent()?.Directory.All ?? []).Where(session => session.AgentId is not null)];

    internal static string AgentText(AgwSession session) => session.AgentId!.Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The argument -Gateway, if the agent has sessions at several gateways; otherwise empty.</summary>
    internal static string GatewayArgument(AgwSession session, AgwSession[] sessions) =>
        Array.Exists(sessions, other => other.AgentId == session.AgentId && other.Gateway != session.Gateway)
            ? $" -Gateway {GatewayCompleter.Code(session.Gateway)}"
            : "";
}

/// <summary>The gateways with a session in this runspace, filtered by the given agent, and the registered gateways.</summary>
public sealed class GatewayCompleter : KnownValuesCompleter
{
    internal override IEnumerable<KnownValue> Values(IDictionary parameters)
    {
        var agentId = InputValue.TryNumber(InputValue.Unwrap(parameters["AgentId"]), out var number) ? number : (long?)null;
        return (RunspaceSessions.TryCurrent()?.Directory.All ?? []).Where(session => agentId is null || session.AgentId == agentId)
            .GroupBy(session => session.Gateway)
            .Select(group => new KnownValue(Text(group.Key), $"{group.Count()} sessions at {group.Key.Authority}", Code(group.Key)))
            .Concat(GatewayNameCompleter.All());
    }

    /// <summary>The address as users type it, without a scheme if it is https.</summary>
    private static string Text(Uri gateway) =>
        gateway.Scheme == Uri.UriSchemeHttps ? gateway.Authority : gateway.GetLeftPart(UriPartial.Authority);

    /// <summary>
    /// Returns the address as an argument. A host can contain characters of any script, and PowerShell treats some of them as quotation
    /// marks.
    /// </summary>
    internal static string Code(Uri gateway)
    {
        var text = Text(gateway);
        return text.All(IsPlain) ? text : CodeText.Argument(text);
    }

    private static bool IsPlain(char character) =>
        character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '-' or ':' or '/';
}

/// <summary>The names of registered gateways. A file that can't be read adds none.</summary>
public sealed class GatewayNameCompleter : KnownValuesCompleter
{
    internal override IEnumerable<KnownValue> Values(IDictionary parameters) => All();

    /// <summary>The names, with their addresses.</summary>
    internal static IEnumerable<KnownValue> All() =>
        GatewayRegistry.List(null, static _ => { }).Select(gateway => new KnownValue(gateway.Name, Meaning(gateway.Read)));

    private static string Meaning(Func<GatewayRegistration> read)
    {
        try
        {
            var registration = read();
            return $"{registration.Uri.Authority}, registered for {registration.Scope}";
        }
        catch (GatewayException failure)
        {
            return failure.Message;
        }
    }
}

/// <summary>The documented events.</summary>
public sealed class EventTypeCompleter : KnownValuesCompleter
{
    internal override IEnumerable<KnownValue> Values(IDictionary parameters) =>
        EventTypes.Known.Select(known => new KnownValue(known.Key, known.Value));
}

/// <summary>The paths of the documented interfaces, for the specified method.</summary>
public sealed class InterfacePathCompleter : KnownValuesCompleter
{
    internal override IEnumerable<KnownValue> Values(IDictionary parameters) => Catalogue.All
        .Where(CustomCalls.Accepts)
        .Where(operation => parameters["Method"] is not string method
            || string.Equals(operation.Method.Method, method, StringComparison.OrdinalIgnoreCase))
        .Select(operation => new KnownValue(operation.Path, operation.Name));
}

/// <summary>The participants that were last output in this runspace, filtered by the specified chairperson and address type.</summary>
public class ParticipantPatternCompleter : KnownValuesCompleter
{
    internal override IEnumerable<KnownValue> Values(IDictionary parameters)
    {
        var chairperson = InputValue.TryNumber(InputValue.Unwrap(parameters["AgentId"]), out var agentId) ? agentId : (long?)null;
        var type = LanguagePrimitives.TryConvertTo(parameters["AddressType"], out AddressType given) ? given : (AddressType?)null;
        return (RunspaceSessions.TryCurrent()?.Completion.Participants ?? [])
            .Where(participant => chairperson is null || participant.AgentId == chairperson)
            .Where(participant => type is null || participant.AddressType == type)
            .Select(participant => new KnownValue(
                participant.Address,
                $"{participant.AddressType}, {participant.Role} of conference {participant.ConferenceId}, "
                    + $"{participant.State}, {participant.Mode}",
                Insert(participant, type is not null)));
    }

    internal virtual string? Insert(Participant participant, bool isTyped) => null;
}

/// <summary>
/// The same participants for an address that a cmdlet changes. If the participant is an agent, -AddressType is also inserted.
/// </summary>
public sealed class AddressCompleter : ParticipantPatternCompleter
{
    // One type applies to all addresses of the command. Therefore, an agent is not offered after other addresses, because it would be
    // treated as a phone.
    internal override IEnumerable<KnownValue> ValuesFor(CommandAst command, IDictionary parameters) =>
        Values(parameters).Where(value => value.Insert is null || !HasList(command));

    private static bool HasList(CommandAst command) =>
        command.Find(static part => part is ArrayLiteralAst or ErrorExpressionAst, searchNestedScriptBlocks: false) is not null;

    internal override string? Insert(Participant participant, bool isTyped) =>
        !isTyped && participant.AddressType == AddressType.AgentId && InputValue.TryDigits(participant.Address, out _)
            ? $"{participant.Address} -AddressType {AddressType.AgentId}"
            : null;
}

/// <summary>The known device types (cec_07_0583).</summary>
public sealed class DeviceTypeCompleter : KnownValuesCompleter
{
    private static readonly KnownValue[] Known =
    [
        new("0", "unknown"), new("1", "ordinary phone"), new("2", "wireless digital"), new("3", "wireless analog"), new("4", "shortwave"),
        new("5", "mobile"), new("6", "agent"), new("7", "eLTE"),
    ];

    internal override IEnumerable<KnownValue> Values(IDictionary parameters) => Known;
}

/// <summary>The known device call types (cec_07_0583).</summary>
public sealed class DeviceCallTypeCompleter : KnownValuesCompleter
{
    private static readonly KnownValue[] Known = [new("0", "normal"), new("1", "group"), new("2", "secret, point to point")];

    internal override IEnumerable<KnownValue> Values(IDictionary parameters) => Known;
}

/// <summary>The reasons for the specified state: the call center's own for Busy, any for Rest.</summary>
public sealed class StateReasonCompleter : KnownValuesCompleter
{
    internal override IEnumerable<KnownValue> Values(IDictionary parameters) =>
        LanguagePrimitives.TryConvertTo(parameters["State"], out AgentStateChange state) && state == AgentStateChange.Rest
            ? Range(0, 255, reason => reason == 0 ? "no reason" : $"the call center's own reason {reason} for a rest")
            : [new("0", "no reason"), .. Range(200, 250, reason => $"the call center's own reason {reason} for being busy")];

    private static IEnumerable<KnownValue> Range(int first, int last, Func<int, string> meaning) =>
        Enumerable.Range(first, last - first + 1)
            .Select(reason => new KnownValue(reason.ToString(CultureInfo.InvariantCulture), meaning(reason)));
}
