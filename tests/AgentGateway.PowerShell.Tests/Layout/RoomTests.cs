using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace AgentGateway.PowerShell.Tests;

/// <summary>
/// The folder rules of docs/architecture.md: each folder of a project uses only the folders before it in the list, and the folders of two
/// families don't use each other. Checked on the compiled code.
/// </summary>
public sealed class RoomTests
{
    // In order from the lowest folder. Families contains one folder for each family of the API, Commands one for each noun.
    private static readonly string[] Client =
        ["Primitives", "Model", "Errors", "Operations", "Families", "Audit", "Transport", "Sessions", "Workflows", "Dispatch"];

    private static readonly string[] Module = ["Text", "Registry", "Sessions", "Targets", "Binding", "Output", "Pipeline", "Commands"];
    private static readonly string[] Simulator = ["Model", "Interfaces", "Families", "Control", "Hosting"];

    // The folders whose subfolders don't use each other.
    private static readonly string[] Groups = ["Families", "Commands"];

    [Fact]
    public void The_folders_of_the_client_use_only_those_below_them() =>
        CheckOrder("AgentGateway.Client", "net8.0", "AgentGateway.Client.dll", Client);

    [Fact]
    public void The_folders_of_the_module_use_only_those_below_them() =>
        CheckOrder("AgentGateway.PowerShell", "net8.0", "AgentGateway.PowerShell.dll", Module);

    [Fact]
    public void The_folders_of_the_simulator_use_only_those_below_them() =>
        CheckOrder("AgentGateway.Simulator", "net10.0", "agentgateway-simulator.dll", Simulator);

    private static void CheckOrder(string project, string framework, string assembly, string[] order)
    {
        var path = Path.Combine(Repository.Root, "src", project, "bin", Repository.Configuration, framework, assembly);
        var folders = SourceFolders.Read(path, $"src/{project}");
        var architecture = new ArchLoader().LoadFilteredDirectory(Path.GetDirectoryName(path)!, Path.GetFileName(path)).Build();
        var found = architecture.Types.Select(type => RoomOf(type, folders)).OfType<string>().Distinct().ToArray();

        // The files beside the project file start the program or the module: they may use everything, and nothing uses them.
        Expect.None(found.Except(order.Append("")).Where(room => !IsInGroup(room)));
        Assert.All(order, room => Assert.Contains(found, other => other == room || other.StartsWith(room + "/", StringComparison.Ordinal)));
        foreach (var room in found)
        {
            var forbidden = found.Where(other => !MayUse(room, other, order)).ToHashSet();
            if (forbidden.Count > 0)
            {
                TypesIn([room], folders)
                    .Should()
                    .NotDependOnAny(TypesIn(forbidden, folders))
                    .WithoutRequiringPositiveResults()
                    .Check(architecture);
            }
        }
    }

    private static ArchUnitNET.Fluent.Syntax.Elements.Types.GivenTypesConjunction TypesIn(
        IReadOnlyCollection<string> rooms, SourceFolders folders) =>
        Types()
            .That()
            .FollowCustomPredicate(type => RoomOf(type, folders) is { } room && rooms.Contains(room), $"are in {string.Join(", ", rooms)}");

    private static bool MayUse(string room, string other, string[] order) =>
        room == other
        || room.Length == 0
        || (other.Length > 0 && (Level(other, order) < Level(room, order) || other.StartsWith(room + "/", StringComparison.Ordinal)));

    private static int Level(string room, string[] order) => Array.IndexOf(order, room.Split('/')[0]);

    /// <summary>The first folder of a type; of a family or a noun, its own folder.</summary>
    private static string? RoomOf(IType type, SourceFolders folders)
    {
        // The files of source generators are in obj.
        if (folders.FolderOf(type.FullName) is not { } folder || folder.StartsWith("obj/", StringComparison.Ordinal))
        {
            return null;
        }

        var parts = folder.Split('/');
        return Groups.Contains(parts[0]) ? string.Join('/', parts.Take(2)) : parts[0];
    }

    /// <summary>The room is the folder of a family or a noun.</summary>
    private static bool IsInGroup(string room) => Groups.Any(group => room.StartsWith(group + "/", StringComparison.Ordinal));
}
