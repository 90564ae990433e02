namespace AgentGateway.Simulator;

/// <summary>The conferences that are already running at the start: about half of them forgotten for hours.</summary>
internal static class PremadeConferences
{
    public static void Create(SimulatedGateway gateway)
    {
        var count = gateway.Options.Conferences;
        var people = gateway.Agents.Where(static agent => !agent.IsInspector).ToList();
        if (count > people.Count)
        {
            throw new ArgumentException($"{count} conferences need as many agents; there are {people.Count}.");
        }

        var guests = new Queue<Agent>(people.Skip(count));
        for (var index = 0; index < count; index++)
        {
            Create(gateway, new ParticipantAddress(ParticipantAddress.AgentId, people[index].Id.ToInvariant()), people[index], Guests(index, guests), AgeInMinutes(index, gateway.Options.Seed));
        }
    }

    public static Conference Create(SimulatedGateway gateway, ParticipantAddress address, Agent? chairperson, IEnumerable<ParticipantAddress> guests, int ageMinutes)
    {
        // Long enough to be still running at its age, and for a while after.
        var minutes = Math.Max(OpenDecisions.LargestConferenceMinutes, ageMinutes + 60);
        var conference = new Conference(
            gateway.NextConferenceId(), OpenDecisions.LargestConference, TimeSpan.FromMinutes(minutes), TimeSpan.FromMinutes(3), gateway);
        conference.Seat(address, chairperson, isChairperson: true);
        foreach (var guest in guests)
        {
            conference.Seat(guest, FindAgent(gateway, guest), isChairperson: false);
        }

        gateway.Register(conference);
        conference.MoveStart(TimeSpan.FromMinutes(ageMinutes));
        return conference;
    }

    public static Agent? FindAgent(SimulatedGateway gateway, ParticipantAddress address) =>
        address.AddressType == ParticipantAddress.AgentId && InvariantText.TryNumber(address.Address, 0, int.MaxValue, out var id) ? gateway.FindAgent(id) : null;

    /// <summary>Even ones 5 to 115 minutes, odd ones 125 to 715.</summary>
    private static int AgeInMinutes(int index, int seed) => index % 2 == 0
        ? 5 + (((index * 37) + seed) % 111)
        : 125 + (((index * 53) + seed) % 591);

    /// <summary>Two to five: phones and, while there are any, agents by turns.</summary>
    private static List<ParticipantAddress> Guests(int index, Queue<Agent> free)
    {
        var addresses = new List<ParticipantAddress>();
        for (var guest = 0; guest < 2 + (index % 4); guest++)
        {
            addresses.Add(guest % 2 == 1 && free.TryDequeue(out var agent)
                ? new ParticipantAddress(ParticipantAddress.AgentId, agent.Id.ToInvariant())
                : new ParticipantAddress(ParticipantAddress.PhoneNumber, (7_000_001 + (index * 10) + guest).ToInvariant()));
        }

        return addresses;
    }
}
