namespace AgentGateway.Simulator;

/// <summary>The conferences that run at the start. About half of them are older than two hours.</summary>
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
            var chairperson = people[index];
            var age = AgeInMinutes(index, gateway.Options.Seed);
            Create(gateway, ParticipantAddress.OfAgent(chairperson.Id), chairperson, TakeGuests(index, guests), age);
        }
    }

    public static Conference Create(
        SimulatedGateway gateway, ParticipantAddress address, Agent? chairperson, IEnumerable<ParticipantAddress> guests, int ageMinutes)
    {
        // The conference is still running at this age, and for a while longer.
        var minutes = Math.Max(ConferenceRules.MaxMinutes, ageMinutes + 60);
        var conference = new Conference(
            gateway.NextConferenceId(), ConferenceRules.MaxCapacity, TimeSpan.FromMinutes(minutes), TimeSpan.FromMinutes(3), gateway);
        conference.AddQuietly(address, chairperson, isChairperson: true);
        foreach (var guest in guests)
        {
            conference.AddQuietly(guest, gateway.FindAgent(guest), isChairperson: false);
        }

        gateway.Register(conference);
        conference.MoveStart(TimeSpan.FromMinutes(ageMinutes));
        return conference;
    }

    /// <summary>Even indexes get 5 to 115 minutes, odd ones 125 to 715.</summary>
    private static int AgeInMinutes(int index, int seed) => index % 2 == 0
        ? 5 + (((index * 37) + seed) % 111)
        : 125 + (((index * 53) + seed) % 591);

    /// <summary>Returns two to five addresses, phones and agents alternately; only phones if no agent is free.</summary>
    private static List<ParticipantAddress> TakeGuests(int index, Queue<Agent> free)
    {
        var addresses = new List<ParticipantAddress>();
        for (var guest = 0; guest < 2 + (index % 4); guest++)
        {
            addresses.Add(guest % 2 == 1 && free.TryDequeue(out var agent)
                ? ParticipantAddress.OfAgent(agent.Id)
                : new ParticipantAddress(ParticipantAddress.PhoneNumber, (7_000_001 + (index * 10) + guest).ToInvariant()));
        }

        return addresses;
    }
}
