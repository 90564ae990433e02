using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;

namespace AgentGateway;

/// <summary>The access rights of files on Windows.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsAccess
{
    /// <summary>The rights of a new file.</summary>
    /// <param name="isPrivate">Only the user can use it; false: all users can read it, and administrators can write it.</param>
    public static FileSecurity For(bool isPrivate)
    {
        var security = new FileSecurity();
        security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        if (isPrivate)
        {
            using var user = WindowsIdentity.GetCurrent();
            security.AddAccessRule(new FileSystemAccessRule(user.User!, FileSystemRights.FullControl, AccessControlType.Allow));
            return security;
        }

        security.AddAccessRule(Rule(WellKnownSidType.BuiltinAdministratorsSid, FileSystemRights.FullControl));
        security.AddAccessRule(Rule(WellKnownSidType.LocalSystemSid, FileSystemRights.FullControl));
        security.AddAccessRule(Rule(WellKnownSidType.BuiltinUsersSid, FileSystemRights.Read));
        security.SetOwner(new SecurityIdentifier(WellKnownSidType.BuiltinAdministratorsSid, null));
        return security;
    }

    /// <summary>Returns the owner of a file if the owner is not an administrator; otherwise null.</summary>
    public static string? ForeignOwner(FileSecurity security)
    {
        var owner = security.GetOwner(typeof(SecurityIdentifier)) as SecurityIdentifier;
        var isTrusted = owner is not null
            && (owner.IsWellKnown(WellKnownSidType.BuiltinAdministratorsSid) || owner.IsWellKnown(WellKnownSidType.LocalSystemSid));
        return isTrusted ? null : owner?.Value ?? "nobody";
    }

    private static FileSystemAccessRule Rule(WellKnownSidType who, FileSystemRights rights) =>
        new(new SecurityIdentifier(who, null), rights, AccessControlType.Allow);
}
