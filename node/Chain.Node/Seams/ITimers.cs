namespace Chain.Node.Seams;

/// <summary>The seam to waiting: a set timer comes back as <see cref="NodeInput.TimerFired"/>. Setting a timer again moves it.</summary>
public interface ITimers
{
    /// <summary>Fires once, after the delay.</summary>
    void Set(TimerKey timer, ulong delayMs);

    /// <summary>Forgets a timer. One that has fired already may still arrive as input.</summary>
    void Cancel(TimerKey timer);
}
