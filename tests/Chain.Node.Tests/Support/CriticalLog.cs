using Microsoft.Extensions.Logging;

namespace Chain.Node.Tests.Support;

/// <summary>Keeps what was logged at a level or above; as critical unless it is told.</summary>
internal sealed class CriticalLog(LogLevel from = LogLevel.Critical) : ILogger
{
    public List<(string Text, Exception? Exception)> Entries { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= from;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            Entries.Add((formatter(state, exception), exception));
    }
}
