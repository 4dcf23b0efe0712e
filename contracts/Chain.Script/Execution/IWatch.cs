namespace Chain.Script.Execution;

/// <summary>Whether the loop is watched: a type argument, so that the usual loop pays nothing for the question.</summary>
internal interface IWatch
{
    static abstract bool IsOn { get; }
}
