namespace Chain.Dapp.Building;

/// <summary>Makes the JavaScript of a contract that is written in TypeScript.</summary>
internal static class TypeScriptBuild
{
    /// <summary>Whether there is a TypeScript file from which this JavaScript file is to be made anew.</summary>
    public static bool IsStale(string javaScript)
    {
        string source = Path.ChangeExtension(javaScript, ".ts");
        return File.Exists(source) && (!File.Exists(javaScript) || File.GetLastWriteTimeUtc(source) > File.GetLastWriteTimeUtc(javaScript));
    }

    /// <summary>Checks and compiles one file; the result is written beside it.</summary>
    public static BuiltFile Run(string source)
    {
        string target = Path.ChangeExtension(source, ".js");
        if (TypeScriptCompiler.Find(Path.GetDirectoryName(Path.GetFullPath(source))!, out Problem? missing) is not { } compiler)
            return new BuiltFile(source, target, missing);
        string? compiled = compiler.Compile(source, out IReadOnlyList<TypeScriptFault> faults);
        if (compiled is null)
            return new BuiltFile(source, target, ProblemOf(source, faults));
        string folder = Path.GetDirectoryName(Path.GetFullPath(target))!;
        string scratch = Path.Combine(folder, $".{Path.GetFileName(target)}.{Environment.ProcessId}");
        File.WriteAllText(scratch, compiled);
        File.Move(scratch, target, overwrite: true);
        return new BuiltFile(source, target, null);
    }

    private static Problem ProblemOf(string source, IReadOnlyList<TypeScriptFault> faults)
    {
        TypeScriptFault first = faults[0];
        string folder = Path.GetDirectoryName(Path.GetFullPath(source))!;
        string file = first.File.Length > 0 ? Path.Combine(folder, first.File) : source;
        string excerpt = first.Line > 0 && File.Exists(file) ? SourceExcerpt.Of(File.ReadAllText(file), first.Line, first.Column) : "";
        string more = faults.Count > 1 ? string.Concat(faults.Skip(1).Select(fault => $"\n{fault.File}:{fault.Line}:{fault.Column}: {fault.Message} [{fault.Code}]")) : "";
        string where = first.Line > 0 ? $"{first.File}:{first.Line}:{first.Column}: " : "";
        return new Problem(first.Code, $"{where}{first.Message}", excerpt + more, "");
    }
}
