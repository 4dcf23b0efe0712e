using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Chain.Network.Tests;

/// <summary>Keeps what a transport logs.</summary>
internal sealed class LineLogger : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _lines = new();

    /// <summary>What was logged so far for operators to see and holds this text.</summary>
    public int Count(string text) => _lines.Count(line => line.Level >= LogLevel.Information && line.Text.Contains(text, StringComparison.Ordinal));

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("this logger is its own provider");

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue((logLevel, formatter(state, exception)));

    public void Dispose()
    {
    }
}
