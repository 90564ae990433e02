namespace AgentGateway.Simulator;

/// <summary>Reads the fields that several interfaces of conferences share.</summary>
internal static class ConferenceFields
{
    /// <summary>Reads addressType and address. The limit is 24 bytes, also where the page says 24 characters.</summary>
    public static ParticipantAddress Address(this Fields fields)
    {
        var type = fields.Text("addressType", 1);
        if (type is not (ParticipantAddress.PhoneNumber or ParticipantAddress.AgentId))
        {
            fields.MarkInvalid();
        }

        return new ParticipantAddress(type, fields.Text("address", 24, inBytes: true));
    }

    /// <summary>Reads the mandatory path of an announcement and its optional mode, whose only value is 2.</summary>
    public static string VoicePath(this Fields fields)
    {
        fields.OptionalNumber("playMode", 2, 2);
        return fields.Text("voicePath", 127);
    }

    /// <summary>Reads the fields of a tone. The path is mandatory with a tone, and ignored without.</summary>
    public static void BeepTone(this Fields fields)
    {
        if (fields.OptionalFlag("beepTone"))
        {
            fields.VoicePath();
        }
        else
        {
            fields.OptionalNumber("playMode", 2, 2);
        }
    }
}
