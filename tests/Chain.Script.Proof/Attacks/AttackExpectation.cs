namespace Chain.Script.Proof.Attacks;

/// <summary>An outcome that attacks may have besides those that their group is there for, and why it is as good.</summary>
/// <param name="Groups">The groups that it holds for.</param>
/// <param name="Ids">The only cases that it holds for; empty for all of the groups.</param>
/// <param name="Outcome">The status of the run, or the error's code.</param>
/// <param name="Sentences">What the message holds, one of them; empty for any.</param>
/// <param name="Why">The reason.</param>
public sealed record AttackExpectation(string Groups, IReadOnlyList<string> Ids, string Outcome, IReadOnlyList<string> Sentences, string Why)
{
    /// <summary>What each group is there for: a loop ends by gas, memory by gas or budget, depth by its limit or refusal, and so on.</summary>
    private static readonly Dictionary<char, string[]> OfGroup = new()
    {
        ['A'] = ["OutOfGas", "Completed"],
        ['B'] = ["OutOfGas", "OutOfMemory"],
        ['C'] = ["TooDeep", "OutOfGas", "SyntaxError"],
        ['D'] = ["OutOfGas", "Completed"],
        ['E'] = ["TypeError", "Completed"],
        ['F'] = ["SyntaxError", "ReferenceError", "TypeError"],
    };

    /// <summary>Where a rule refuses earlier than gas does, or an attack is none here: each by its own sentence.</summary>
    public static IReadOnlyList<AttackExpectation> Others { get; } =
    [
        new("ABCDE", [], "SyntaxError", ["not part of contract JavaScript version 1", "import and export are only allowed"], "the construct is not in the language: refused before anything runs"),
        new("ACE", [], "ReferenceError", ["'Proxy' is not defined", "'RegExp' is not defined"], "the global is not in the library"),
        new("A", ["A11", "A24"], "TooDeep", [], "the endless loop is one of calls: their depth ends it before the gas does"),
        new("BD", [], "RangeError", ["the string would be longer than", "the array would be longer than", "the bigint would be larger than", "the list of arguments is too long", "a call has more than 65535 arguments", "the length of a byte array must be"], "one value would pass its cap: refused before memory is taken"),
        new("BD", [], "TypeError", ["arrays have no holes"], "a hole instead of memory: refused before it is taken"),
        new("CD", [], "OutOfMemory", [], "with much gas the budget of memory is met first"),
        new("B", ["B36"], "Completed", [], "a graph of 40 arrays is small; it is the encoder of results that must not write it out"),
        new("B", ["B-own-12"], "Completed", [], "a million parts of one unit are within the budget, and paid"),
        new("C", [], "RangeError", ["is nested deeper than 128"], "JSON has a depth of its own"),
        new("C", ["C15"], "TypeError", ["the object contains itself"], "a circle has no JSON text"),
        new("C", ["C14"], "Completed", [], "joining an array that holds itself gives nothing for itself"),
        new("C", ["C-own-25", "C54"], "Error", [], "throws an error with a long chain of causes, or a circle of them: nothing walks causes"),
        new("C", [], "Completed", [], "long, not deep: a chain is a list in the tree, and as cheap as its length"),
        new("C", [], "ReferenceError", ["is not defined"], "long, not deep, and of names that nobody declared"),
        new("F", [], "Completed", [], "catches what it provokes, and shows it; that nothing of the host is in it is a rule of its own"),
        new("F", [], "Thrown", [], "throws what is no error"),
        new("F", [], "RangeError", ["the string would be longer than"], "one value would pass its cap"),
        new("F", [], "OutOfGas", [], "asks builtins for much, too: under little gas that ends it first"),
    ];

    /// <summary>Whether an attack may have this outcome. Of group G any is good, if it is the same everywhere: the matrix compares.</summary>
    public static bool Allows(AttackCase attack, CaseOutcome outcome)
    {
        string word = outcome.Status is "Thrown" or "Refused" && outcome.Code.Length > 0 ? outcome.Code : outcome.Status;
        return attack.Group == 'G' || OfGroup[attack.Group].Contains(word, StringComparer.Ordinal) || Others.Any(other => other.Fits(attack, word, outcome.Text));
    }

    private bool Fits(AttackCase attack, string word, string text) =>
        Groups.Contains(attack.Group, StringComparison.Ordinal)
        && string.Equals(Outcome, word, StringComparison.Ordinal)
        && (Ids.Count == 0 || Ids.Contains(attack.Id, StringComparer.Ordinal))
        && (Sentences.Count == 0 || Sentences.Any(sentence => text.Contains(sentence, StringComparison.Ordinal)));
}
