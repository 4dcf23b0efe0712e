namespace Chain.Script.Execution;

/// <summary>The loop's way of telling an observer where it is.</summary>
internal readonly struct Observed : IWatch
{
    public static bool IsOn => true;
}
