namespace AgentGateway.Client.Tests;

/// <summary>A copy of the table of decision 0007: the error that an administrator catches for each code.</summary>
internal static class CodeTable
{
    private static readonly (FailureKind Kind, string Codes)[] Design =
    [
        (FailureKind.InvalidArgument, "000-002 000-006 100-001 100-005 100-011 100-012 100-013 100-014 100-016"),
        (FailureKind.PermissionDenied, "000-003 100-009 101-004"),
        (FailureKind.AuthenticationFailed, "100-004 100-017 100-020 110-016"),
        (FailureKind.AlreadySignedIn, "100-002 100-015"),
        (FailureKind.NotSignedIn, "100-006 100-008 105-001 105-005 105-006 105-007"),
        (FailureKind.GatewayBusy, "000-004 100-003 100-021 105-002"),
        (FailureKind.RepeatedCall, "000-007"),
        (FailureKind.OutcomeUnknown, "100-007 000-000"),
        (FailureKind.ConferenceNotFound, "101-001"),
        (FailureKind.NotChairperson, "101-002"),
        (FailureKind.ChairpersonRule, "101-005 101-006 101-007"),
        (FailureKind.AlreadyInConference, "101-003"),
        (FailureKind.PlaybackState, "500-001 500-002 500-003 500-004 500-005 500-006 500-007 500-008 500-009 500-042"),

        (FailureKind.GatewayError, "104-001 104-004 104-006 104-007 104-008 104-009 104-010 104-011 104-012"),
        (FailureKind.PermissionDenied, "104-002"),
        (FailureKind.InvalidArgument, "104-003"),
        (FailureKind.RecordingNotFound, "104-005"),

        (FailureKind.InvalidArgument, "200-001 200-024 400-002"),
        (FailureKind.CallNotFound, "200-002 200-003 200-005 200-006 200-007 200-009 200-010 200-011 200-012 200-013 200-015 200-017"),
        (FailureKind.CallNotFound, "200-018 200-019 200-021 200-023 200-025 200-026 400-001 400-003"),
        (FailureKind.CallState, "200-004 200-008 200-014 200-016 200-020 200-022"),

        // "Any other code"; the meanings of the inspection codes are supervision.md 2.2.
        (FailureKind.GatewayError, "000-001 100-010 100-018 105-003 105-004 600-005 900-001 900-003 900-004 900-005 777-123 1 -1"),
        (FailureKind.PermissionDenied, "300-001 900-002"),
        (FailureKind.InvalidArgument, "000-005 100-019"),
    ];

    public static Dictionary<string, FailureKind> Kinds { get; } =
        Design.SelectMany(row => row.Codes.Split(' '), (row, code) => KeyValuePair.Create(code, row.Kind)).ToDictionary();
}
