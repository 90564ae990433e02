using System.Net;
using System.Security.Cryptography.X509Certificates;
using Spectre.Console;

namespace AgentGateway.Demo;

/// <summary>The same clean-up as cleanup.ps1, through the client library: for a machine without PowerShell, and as an example for a developer.</summary>
internal static class ClientCleanUp
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(Uri address, X509Certificate2 certificateAuthority, int inspectorId, string password, TimeSpan olderThan)
    {
        using var gateway = new Gateway(new GatewayOptions { Address = address, CACertificate = certificateAuthority });
        var credential = new NetworkCredential("agents", password);
        var inspector = await AgwSession.SignInAsync(gateway, new SignInRequest { AgentId = inspectorId, Credential = credential, Force = true });
        try
        {
            var before = await inspector.GetVisibleConferencesAsync();
            var stale = before.Where(conference => conference.Elapsed >= olderThan).OrderBy(conference => conference).ToArray();
            var outcomes = await Task.WhenAll(stale.Select(conference => EndAsync(gateway, conference, credential)));
            var after = await inspector.GetVisibleConferencesAsync();
            Show(stale, outcomes);
            AnsiConsole.WriteLine($"Conferences before: {before.Count}, after: {after.Count}; ended: {outcomes.Count(outcome => outcome is null)}, failed: {outcomes.Count(outcome => outcome is not null)}.");
            return outcomes.All(outcome => outcome is null) ? 0 : 1;
        }
        finally
        {
            await inspector.SignOutAsync(new SignOutRequest { Force = true });
        }
    }

    /// <summary>Ends one conference through its chairperson; null is success.</summary>
    private static async Task<GatewayException?> EndAsync(Gateway gateway, Conference conference, NetworkCredential credential)
    {
        try
        {
            var chairperson = await AgwSession.SignInAsync(gateway, new SignInRequest { AgentId = conference.AgentId ?? 0, Credential = credential, Force = true });
            try
            {
                _ = await chairperson.InvokeAsync(ConferenceCalls.Release, wait: Patience);
            }
            finally
            {
                await chairperson.SignOutAsync(new SignOutRequest { Force = true });
            }

            return null;
        }
        catch (GatewayException failure)
        {
            return failure;
        }
    }

    private static void Show(Conference[] conferences, GatewayException?[] outcomes)
    {
        var table = new Table().AddColumns("ConferenceId", "Chairperson", "Age", "Outcome", "Error");
        foreach (var (conference, failure) in conferences.Zip(outcomes))
        {
            _ = table.AddRow($"{conference.ConferenceId}", $"{conference.AgentId}", $"{conference.Elapsed}", failure is null ? "Ended" : "Failed", Markup.Escape(failure?.Message ?? ""));
        }

        AnsiConsole.Write(table);
    }
}
