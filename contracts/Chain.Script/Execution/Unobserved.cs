namespace Chain.Script.Execution;

/// <summary>The loop's way of being watched by nobody: compiled away.</summary>
internal readonly struct Unobserved : IWatch
{
    public static bool IsOn => false;
}
