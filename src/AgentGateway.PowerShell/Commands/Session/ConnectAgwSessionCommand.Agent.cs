using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Net;

namespace AgentGateway.Commands;

/// <content>Connecting one agent, with its password or with the GUID of its session.</content>
public sealed partial class ConnectAgwSessionCommand
{
    private RegisteredSecrets Secrets => _secrets ??= new RegisteredSecrets(this);

    /// <summary>
    /// Requires that the parameters on the command line and the object from the pipeline specify the same agent and gateway.
    /// </summary>
    private void RequireAgreement(AgentIdentity? input)
    {
        var isFromPipeline = input is not null && !Typed.Contains(nameof(AgentId));
        if (MyInvocation.ExpectingInput)
        {
            var source = isFromPipeline ? input!.Input : _pipeline?.PipelineObject;
            InputParameters.Require(this, Typed, source, Sessions.Quote, isSubject: false);
        }

        if (!MyInvocation.ExpectingInput || _pipeline is null || isFromPipeline)
        {
            return;
        }

        var piped = new PipedObject(_pipeline.PipelineObject, TargetRole.Agent, InputBindsParameters);
        if (input is not null)
        {
            piped.RequireAgent(input);
        }
        else if (!piped.BindsOnly)
        {
            // Without an agent, the session would be a shared one.
            Limits.Require(piped.Identity.Facts?.Problem ?? "With -Guid, specify the agent with -AgentId or in a property AgentId.");
        }

        _ = TargetResolver.Agree(Uri, piped.Identity.Gateway);
    }

    private void Attach(Gateway gateway, int? agentId)
    {
        var guid = new NetworkCredential("", Guid).Password;
        var cookie = Cookie is null ? null : new NetworkCredential("", Cookie).Password;
        if (!ShouldProcess(TargetText(agentId, gateway), "Attach to the session"))
        {
            return;
        }

        // An attached session would replace the signed-in one and stop its poller.
        if (Sessions.Directory.FindLive(gateway.Address, agentId) is { } own && own.HasGuid(guid))
        {
            Keep(own);
        }
        else
        {
            var attempt = _attempts.Begin(gateway.Address, agentId, null);
            Post(
                agentId ?? guid.GetHashCode(),
                new SignIn(attempt, gateway, token => AgwSession.AttachAsync(gateway, guid, agentId, Poll, cookie, token)));
        }
    }

    /// <summary>Returns the existing session of the runspace, which stays alive and is signed out at the end.</summary>
    private void Keep(AgwSession own)
    {
        _attempts.Add(own);
        WriteOutput(own);
    }

    private void SignInAgent(Gateway gateway, int agentId)
    {
        if (Credential is not null && AgentCredentialAttribute.Problem(Credential) is { } problem)
        {
            throw GatewayException.For(FailureKind.InvalidArgument, new CallContext(null, agentId, gateway.Address), problem);
        }

        var request = Request(agentId);
        try
        {
            Limits.RequireAgentId(agentId, gateway.Options.MaximumAgentId);
            var live = Sessions.Directory.FindLive(gateway.Address, agentId);
            var same = live is not null && live.WasSignedInWith(request) && live.Options == gateway.Options ? live : null;
            if (same is { IsInDoubt: false })
            {
                Keep(same);
                return;
            }

            if (_attempts.Find(gateway.Address, agentId, request) is { } earlier)
            {
                Repeat(earlier);
                return;
            }

            var target = TargetText(agentId, gateway);
            if (Force ? ConfirmHighImpact(target, "Sign in and end the agent's other session") : ShouldProcess(target, "Sign in"))
            {
                var complete = request with { Credential = CredentialFor(agentId).GetNetworkCredential() };
                var attempt = _attempts.Begin(gateway.Address, agentId, complete);
                Post(agentId, new SignIn(attempt, gateway, token => OpenAsync(same, gateway, complete, token)));
            }
        }
        catch (GatewayException failure)
        {
            _attempts.AddInvalid();
            WriteFailure(failure, agentId);
        }
    }

    /// <summary>Signs an agent in, unless the gateway confirms that its session in this runspace is not over.</summary>
    private async Task<AgwSession> OpenAsync(
        AgwSession? doubtful, Gateway gateway, SignInRequest request, CancellationToken cancellationToken)
    {
        var isOver = doubtful is null || await doubtful.AskSignedInAsync(cancellationToken).ConfigureAwait(false) == false;
        return isOver
            ? await AgwSession.SignInAsync(gateway, request, _late.Add, cancellationToken).ConfigureAwait(false)
            : doubtful!;
    }

    private SignInRequest Request(int agentId) => new()
    {
        AgentId = agentId,
        Credential = new NetworkCredential(),
        PhoneNumber = PhoneNumber,
        Force = Force,
        PlatformOnly = PlatformOnly,
        AgentType = AgentType,
        InitialState = InitialState,
        AutoAnswer = NoAutoAnswer ? false : null,
        AutoEnterIdle = NoAutoEnterIdle ? false : null,
        ReleasePhone = KeepPhoneConnected ? false : null,
        IPAddress = IPAddress?.ToString(),
        ListenStatus = NotifyInspectors ? true : null,
        ReconnectTimeout = Reconnect || Typed.Contains(nameof(ReconnectTimeout)) ? ReconnectTimeout : null,
    };

    /// <summary>Returns the password of an agent from the command line, the registered secret, or a prompt, in this order.</summary>
    /// <exception cref="GatewayException">No password is known, or the secret can't be read.</exception>
    private PSCredential CredentialFor(int agentId)
    {
        var registration = RegisteredAddress.Of(Uri);
        return Credential ?? (registration?.SecretName is null ? Ask(agentId) : null) ?? Secrets.For(registration, agentId);
    }

    /// <summary>
    /// Prompts for the password, as PowerShell does for a mandatory parameter: once for all agents, and only if nothing is piped in.
    /// </summary>
    private PSCredential? Ask(int agentId)
    {
        if (_asked is null && !MyInvocation.ExpectingInput)
        {
            try
            {
                _asked = Host.UI.PromptForCredential(
                    "Connect-AgwSession", $"The password at {Uri.Authority}", agentId.ToString(CultureInfo.InvariantCulture), "");
            }
            catch (Exception refusal) when (refusal is HostException or InvalidOperationException or NotImplementedException
                && refusal is not PipelineStoppedException)
            {
                return null;
            }
        }

        return _asked;
    }

    /// <summary>Reuses the outcome of the earlier input for the same agent.</summary>
    private void Repeat(SignInAttempt attempt)
    {
        if (attempt.Outcome is { } outcome)
        {
            WriteOutcome(attempt, outcome);
        }
        else
        {
            attempt.Inputs++;
        }
    }

    private static string TargetText(int? agentId, Gateway gateway) =>
        string.Concat(Target.AgentText(agentId), " at ", gateway.Authority);
}
