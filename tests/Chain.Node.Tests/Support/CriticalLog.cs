using Microsoft.Extensions.Logging;

namespace Chain.Node.Tests.Support;

/// <summary>Keeps what was logged as critical.</summary>
internal sealed class CriticalLog : ILogger
{
    public List<(string Text, Exception? Exception)> Entries { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Critical;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel == LogLevel.Critical)
            Entries.Add((formatter(state, exception), exception));
    }
}
