namespace Chain.Script.Errors;

/// <summary>Why a run did not complete: the error's name, its message, and where in the author's source.</summary>
public sealed record ScriptError(string Code, string Message, ScriptPosition Position)
{
    /// <summary>The function.</summary>
    public string Function => Position.Function;

    /// <summary>The line, from 1; 0 when there is none.</summary>
    public int Line => Position.Line;

    /// <summary>The column, from 1; 0 when there is none.</summary>
    public int Column => Position.Column;
}
