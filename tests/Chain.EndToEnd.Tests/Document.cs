using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Chain.EndToEnd.Tests;

/// <summary>
/// A document whose commands can be run: the blocks marked <c>sh</c>, in one shell, in a folder that holds a link to the launcher, a link to the contracts, and
/// the files that the document lists (blocks marked <c>js NAME</c>). A block marked <c>sh fails N</c> holds one command that ends with N.
/// </summary>
internal sealed class Document
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly IReadOnlyList<(string Info, string Text)> _blocks;

    private Document(IReadOnlyList<(string Info, string Text)> blocks) => _blocks = blocks;

    public static Document Read(string file) =>
        new([.. Regex.Matches(File.ReadAllText(file), "^```([^\n`]*)\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline, s_patience)
            .Select(block => (block.Groups[1].Value, block.Groups[2].Value))]);

    /// <summary>The commands, as they stand.</summary>
    public IEnumerable<string> Commands =>
        _blocks.Where(block => IsShell(block.Info)).SelectMany(block => block.Text.Split('\n')).Where(line => line.Length > 0);

    /// <summary>Makes the folder's files and links.</summary>
    public void Lay(string folder, string root)
    {
        Directory.CreateDirectory(folder);
        File.CreateSymbolicLink(Path.Combine(folder, "chain"), Path.Combine(root, "chain"));
        Directory.CreateSymbolicLink(Path.Combine(folder, "contracts"), Path.Combine(root, "contracts"));
        foreach ((string info, string text) in _blocks)
        {
            if (Regex.IsMatch(info, @"^js [\w.-]+\.js$", RegexOptions.None, s_patience))
                File.WriteAllText(Path.Combine(folder, info[3..]), text);
        }
    }

    /// <summary>All commands as one script, which stops at the first that does not end as the document says.</summary>
    /// <param name="isLeftOut">Which lines are not run.</param>
    public string Script(Func<string, bool> isLeftOut)
    {
        var script = new StringBuilder("set -euo pipefail\n");
        foreach ((string info, string text) in _blocks.Where(block => IsShell(block.Info)))
        {
            foreach (string line in text.Split('\n').Where(line => line.Length > 0 && !isLeftOut(line)))
            {
                script.Append(CultureInfo.InvariantCulture, $"echo '$ {line.Replace("'", "'\\''", StringComparison.Ordinal)}'\n");
                script.Append(info == "sh" ? $"{line}\n" : $"ended=0; {line} || ended=$?; [ $ended -eq {info["sh fails ".Length..]} ] || {{ echo \"ended with $ended\" >&2; exit 1; }}\n");
            }
        }
        return script.ToString();
    }

    private static bool IsShell(string info) => info == "sh" || info.StartsWith("sh fails ", StringComparison.Ordinal);
}
