using System.Reflection;

namespace Chain.Script.Tests.Language;

/// <summary>The small programs of the files in Cases: <c># what is shown</c>, the source, <c>=&gt; its completion value as a string</c>.</summary>
internal static class LanguageCases
{
    public static readonly IReadOnlyDictionary<string, (string Source, string Expected)> All = Read();

    private static Dictionary<string, (string Source, string Expected)> Read()
    {
        var cases = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        var assembly = Assembly.GetExecutingAssembly();
        foreach (string resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith("language/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            string area = resource["language/".Length..], name = "";
            var source = new List<string>();
            while (reader.ReadLine() is { } line)
            {
                if (line.StartsWith("# ", StringComparison.Ordinal))
                {
                    name = line[2..];
                    source.Clear();
                }
                else if (line.StartsWith("=> ", StringComparison.Ordinal))
                {
                    cases.Add($"{area}: {name}", (string.Join('\n', source), line[3..]));
                }
                else
                {
                    source.Add(line);
                }
            }
        }

        return cases;
    }
}
