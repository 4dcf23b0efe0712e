using Microsoft.Extensions.Logging;

namespace Chain.Simulation;

/// <summary>Shows what a node logs among the steps of a traced run.</summary>
internal sealed class TraceLogger(NodeWorld world, int instance) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => world.Trace.IsVerbose;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        world.Trace.Show(world.Clock.Now, $"n{instance} says: {formatter(state, exception)}");
}
