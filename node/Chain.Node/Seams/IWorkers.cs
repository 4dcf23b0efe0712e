namespace Chain.Node.Seams;

/// <summary>
/// The seam to other threads. Work is a function over immutable values; what it returns comes back as
/// <see cref="NodeInput.WorkDone"/> with the ticket, what it throws as <see cref="NodeInput.WorkFailed"/>. Store work runs
/// one after the other, in order; the rest in any order. The simulator decides the order of completion from its seed.
/// </summary>
public interface IWorkers
{
    /// <summary>Starts work.</summary>
    void Run(WorkKind kind, ulong ticket, Func<object> work);
}
