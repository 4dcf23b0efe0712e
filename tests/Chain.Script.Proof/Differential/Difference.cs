namespace Chain.Script.Proof.Differential;

/// <summary>A program that gives different results.</summary>
/// <param name="Seed">What made it: the generator gives it again.</param>
/// <param name="Program">Its text, without the prelude, shortened as far as the difference stays.</param>
/// <param name="Node">The result under Node.js.</param>
/// <param name="Ours">The result here.</param>
public sealed record Difference(ulong Seed, string Program, string Node, string Ours)
{
    /// <summary>Where the two logs part.</summary>
    public string FirstLine
    {
        get
        {
            string[] theirs = Node.Split('\n');
            string[] ours = Ours.Split('\n');
            int at = 0;
            while (at < theirs.Length && at < ours.Length && theirs[at] == ours[at])
                at++;
            return $"line {at}: node {(at < theirs.Length ? theirs[at] : "(end)")}\n         ours {(at < ours.Length ? ours[at] : "(end)")}";
        }
    }
}
