namespace Chain.Script.Hosting;

/// <summary>
/// Who watches a run: debuggers, coverage, traces. It is told and cannot answer; a run with an observer gives the same result, gas and
/// memory as one without. An exception that it throws goes through the machine to the caller.
/// </summary>
public interface IObserver
{
    /// <summary>A statement begins.</summary>
    void OnStatement(in FrameView frame);

    /// <summary>A function of the source was entered.</summary>
    void OnEnter(in FrameView frame);

    /// <summary>A function of the source was left, by return or by exception.</summary>
    void OnLeave(in FrameView frame);
}
