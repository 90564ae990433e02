namespace AgentGateway.Client.Tests;

/// <summary>Tests the kinds of the notices to an inspector (inspection.md 4.1).</summary>
public class InspectionNoticeTests
{
    [Theory]
    [InlineData("QC_AgentState_Login", InspectionNoticeKind.Login)]
    [InlineData("QC_AgentState_MonitorSupervisorOther", InspectionNoticeKind.MonitorSupervisorOther)]
    [InlineData("QC_AgentState_LiveVideoBegin", InspectionNoticeKind.LiveVideoBegin)]
    public void A_known_kind_has_a_value(string subtype, InspectionNoticeKind kind) =>
        Assert.Equal(kind, new InspectionNotice { Subtype = subtype }.Kind);

    [Theory]
    [InlineData("QC_AgentState_Future")]
    [InlineData("QC_AgentState_1")]
    [InlineData("QC_AgentState_Login,Logout")]
    [InlineData("QC_AgentState_login")]
    [InlineData("QC_AgentState_ Login")]
    [InlineData("QC_AgentState_")]
    [InlineData("Login")]
    [InlineData("")]
    [InlineData(null)]
    public void An_unknown_kind_keeps_its_name(string? subtype)
    {
        var notice = new InspectionNotice { Subtype = subtype };

        Assert.Equal((InspectionNoticeKind.Unknown, subtype), (notice.Kind, notice.Subtype));
    }
}
