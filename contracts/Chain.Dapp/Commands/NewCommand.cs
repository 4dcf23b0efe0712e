using Chain.Dapp.Kit;

namespace Chain.Dapp.Commands;

/// <summary><c>new NAME</c>: a folder with a contract, its tests, and what an editor needs.</summary>
internal sealed class NewCommand(string name, bool isTypeScript, Output output)
{
    private const string TemplateName = "shop";
    private const string TemplateClass = "Shop";
    private const string TemplateLauncher = "../chain";

    public int Run()
    {
        string folder = Path.GetFullPath(name);
        string slug = Path.GetFileName(folder.TrimEnd('/'));
        if (!IsName(slug))
            return output.Failure(ExitCode.Usage, new Problem("NAME", $"'{slug}' cannot be the name of a contract's folder", "", "Begin with a letter and use letters, digits, '-' and '_': for instance shop, or my-token."));
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            return output.Failure(ExitCode.Usage, new Problem("EXISTS", $"'{name}' is there already and is not empty", "", "Choose another name, or take it away first."));
        IReadOnlyList<(string Path, string Text)> files = Files(slug, Launcher.From(folder));
        try
        {
            foreach ((string path, string text) in files)
            {
                string target = Path.Combine(folder, path);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.WriteAllText(target, text);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return output.Failure(ExitCode.Usage, new Problem("FILE", $"'{name}' cannot be written", problem.Message, "Choose a folder that you may write to."));
        }
        Tell(slug, files, Launcher.From(folder));
        return ExitCode.Done;
    }

    private void Tell(string slug, IReadOnlyList<(string Path, string Text)> files, string launcher)
    {
        if (output.IsJson)
        {
            Output.Envelope(new { folder = Path.GetFullPath(name), files = files.Select(file => file.Path), className = ClassName(slug) });
            return;
        }
        Console.Out.WriteLine($"{name}/");
        foreach ((string path, _) in files)
            Console.Out.WriteLine($"  {path}");
        Console.Error.WriteLine();
        Console.Error.WriteLine(isTypeScript ? $"Next: cd {name} && npm install && {launcher} dapp test" : $"Next: cd {name} && {launcher} dapp test");
    }

    private List<(string Path, string Text)> Files(string slug, string launcher)
    {
        string source = isTypeScript ? "ts" : "js";
        string templates = isTypeScript ? "templates/typescript" : "templates/javascript";
        List<(string, string)> files =
        [
            ($"{slug}.{source}", KitFile.Read($"{templates}/shop.{source}").Replace($"class {TemplateClass} ", $"class {ClassName(slug)} ", StringComparison.Ordinal)),
            ($"{slug}.test.js", KitFile.Read("templates/javascript/shop.test.js").Replace("'shop.js'", $"'{slug}.js'", StringComparison.Ordinal)),
            ("README.md", KitFile.Read($"{templates}/README.md").Replace(TemplateLauncher, launcher, StringComparison.Ordinal).Replace($"{TemplateName}.", $"{slug}.", StringComparison.Ordinal).Replace($"# {TemplateName}", $"# {slug}", StringComparison.Ordinal)),
        ];
        if (isTypeScript)
        {
            files.Add(("package.json", KitFile.Read($"{templates}/package.json").Replace($"\"{TemplateName}\"", $"\"{slug.ToLowerInvariant()}\"", StringComparison.Ordinal)));
            files.Add(("tsconfig.json", KitFile.Read($"{templates}/tsconfig.json")));
            files.Add((".gitignore", $"node_modules/\n{slug}.js\n"));
        }
        else
        {
            files.Add(("jsconfig.json", KitFile.Read($"{templates}/jsconfig.json")));
        }
        files.Add(("typings/chain.d.ts", KitFile.Read("chain.d.ts")));
        files.Add(("typings/chain-test.d.ts", KitFile.Read("chain-test.d.ts")));
        return files;
    }

    private static bool IsName(string slug) =>
        slug.Length is > 0 and <= 64 && char.IsAsciiLetter(slug[0]) && slug.All(unit => char.IsAsciiLetterOrDigit(unit) || unit is '-' or '_');

    // my-token → MyToken
    private static string ClassName(string slug) =>
        string.Concat(slug.Split('-', '_').Where(part => part.Length > 0).Select(part => $"{char.ToUpperInvariant(part[0])}{part[1..]}"));
}
