using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace AgentGateway.PowerShell.Tests;

/// <summary>The folder of the source file of each type of an assembly, according to its symbols.</summary>
internal sealed class SourceFolders
{
    // "TypeDefinitionDocuments" of the portable PDB format: the file of a type that has no method with code.
    private static readonly Guid TypeDefinitionDocuments = new("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");

    private readonly Dictionary<string, string> _folders = [];
    private readonly MetadataReader _assembly;
    private readonly MetadataReader _symbols;

    private SourceFolders(MetadataReader assembly, MetadataReader symbols, string project)
    {
        (_assembly, _symbols) = (assembly, symbols);
        foreach (var handle in assembly.TypeDefinitions)
        {
            // For a partial class, the file with the fewest folders in its path counts. The others are parts of it.
            var file = Documents(handle)
                .Where(document => document.StartsWith(project, StringComparison.Ordinal))
                .MinBy(document => document.Count(letter => letter == '/'));
            if (file is not null)
            {
                _folders.Add(NameOf(handle), Path.GetDirectoryName(file[project.Length..])!.Replace('\\', '/'));
            }
        }
    }

    /// <summary>Reads an assembly and its symbols.</summary>
    /// <param name="assembly">The path of the assembly; its symbols are beside it.</param>
    /// <param name="project">The folder of the project, relative to the root of the repository.</param>
    public static SourceFolders Read(string assembly, string project)
    {
        using var image = new PEReader(File.OpenRead(assembly));
        using var symbols = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(assembly, ".pdb")));
        return new SourceFolders(image.GetMetadataReader(), symbols.GetMetadataReader(), $"/_/{project}/");
    }

    /// <summary>The folder of a type, relative to its project; null for a generated type and for a type of another assembly.</summary>
    /// <param name="type">The full name, with <c>+</c> before the name of a nested type.</param>
    public string? FolderOf(string type) => _folders.GetValueOrDefault(type);

    private IEnumerable<string> Documents(TypeDefinitionHandle type)
    {
        var ofMethods = _assembly.GetTypeDefinition(type).GetMethods()
            .Select(method => _symbols.GetMethodDebugInformation(method.ToDebugInformationHandle()).Document)
            .Where(document => !document.IsNil);
        var ofType = _symbols.GetCustomDebugInformation(type)
            .Select(_symbols.GetCustomDebugInformation)
            .Where(information => _symbols.GetGuid(information.Kind) == TypeDefinitionDocuments)
            .Select(information => MetadataTokens.DocumentHandle(_symbols.GetBlobReader(information.Value).ReadCompressedInteger()));
        return ofMethods.Concat(ofType).Select(document => _symbols.GetString(_symbols.GetDocument(document).Name));
    }

    private string NameOf(TypeDefinitionHandle handle)
    {
        var type = _assembly.GetTypeDefinition(handle);
        var name = _assembly.GetString(type.Name);
        if (!type.GetDeclaringType().IsNil)
        {
            return $"{NameOf(type.GetDeclaringType())}+{name}";
        }

        var space = _assembly.GetString(type.Namespace);
        return space.Length == 0 ? name : $"{space}.{name}";
    }
}
