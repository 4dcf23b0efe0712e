namespace Chain.Contracts;

/// <summary>Why JSON is no value of a type.</summary>
/// <param name="Path">Where: <c>to</c>, <c>path[2].x</c>; empty for the whole.</param>
/// <param name="Message">What is wrong, as a sentence that goes on after the path.</param>
public sealed record AbiJsonFault(string Path, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Path.Length == 0 ? Message : $"{Path}: {Message}";
}
