using Chain.Contracts;
using Chain.Dapp.Building;
using Chain.Primitives;

namespace Chain.Dapp.Testing;

/// <summary>The contract files that tests name: each is read and compiled once, and found again by the hash of its code.</summary>
internal sealed class ContractFiles
{
    private readonly Dictionary<string, ContractFile> _byPath = new(StringComparer.Ordinal);
    private readonly Dictionary<Hash256, ContractFile> _byHash = [];

    /// <summary>All that were read, in the order of their paths.</summary>
    public IEnumerable<ContractFile> All => _byPath.Values.OrderBy(file => file.Path, StringComparer.Ordinal);

    /// <summary>The file of a name, seen from a folder. A TypeScript source beside it is built first when it is newer.</summary>
    /// <exception cref="Misuse">There is none.</exception>
    /// <exception cref="BuildFailure">It cannot be built.</exception>
    public ContractFile Read(string folder, string name)
    {
        string path = Path.GetFullPath(Path.Combine(folder, name));
        if (Path.GetExtension(path) == ".ts")
            path = Path.ChangeExtension(path, ".js");
        if (_byPath.TryGetValue(path, out ContractFile? known))
            return known;
        if (TypeScriptBuild.IsStale(path))
        {
            BuiltFile built = TypeScriptBuild.Run(Path.ChangeExtension(path, ".ts"));
            if (built.Problem is { } problem)
                throw new BuildFailure(problem);
        }
        byte[] utf8;
        try
        {
            utf8 = File.ReadAllBytes(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new Misuse($"there is no contract file '{name}' in {folder}");
        }
        ContractFile file = Load(Shown(path), utf8);
        _byPath[path] = file;
        _byHash.TryAdd(file.Hash, file);
        return file;
    }

    /// <summary>The file with this code, if one was read.</summary>
    public ContractFile? Find(Hash256 hash) => _byHash.GetValueOrDefault(hash);

    /// <summary>Reads a source as a tool does: `console` is allowed.</summary>
    public static ContractFile Load(string path, ReadOnlyMemory<byte> utf8)
    {
        ContractCode? code = ContractCompiler.Compile(utf8, new ContractCompileOptions { AllowConsole = true }, out ContractFault? fault);
        return new ContractFile(path, System.Text.Encoding.UTF8.GetString(utf8.Span), utf8, code, fault);
    }

    /// <summary>A path as a person in the working folder would type it.</summary>
    public static string Shown(string path)
    {
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("../..", StringComparison.Ordinal) ? path : relative;
    }
}
