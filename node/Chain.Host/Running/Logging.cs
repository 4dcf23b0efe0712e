using Chain.Host.Configuration;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;

namespace Chain.Host.Running;

/// <summary>Serilog: to stderr, and to files in the home that roll by day and by size and are kept in number.</summary>
internal sealed class Logging : IDisposable
{
    private const string Template = "{Timestamp:HH:mm:ss.fff} {Level:u3} {SourceContext:l} {Message:lj}{NewLine}{Exception}";
    private const long FileBytesMax = 64L << 20;
    private const int FilesKept = 10;

    private readonly Logger _logger;

    public Logging(HomeLayout layout, NodeConfiguration configuration)
    {
        LoggerConfiguration build = new LoggerConfiguration()
            .MinimumLevel.Is(configuration.LogLevel)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            // What it reports before it throws is reported where that is caught, in one line.
            .MinimumLevel.Override("Microsoft.Extensions.Hosting", LogEventLevel.Fatal)
            .WriteTo.Console(standardErrorFromLevel: LogEventLevel.Verbose, outputTemplate: Template, formatProvider: System.Globalization.CultureInfo.InvariantCulture);
        if (configuration.LogFile)
        {
            build.WriteTo.File(
                Path.Combine(layout.LogsFolder, "node-.log"), outputTemplate: Template, rollingInterval: RollingInterval.Day, fileSizeLimitBytes: FileBytesMax,
                rollOnFileSizeLimit: true, retainedFileCountLimit: FilesKept, formatProvider: System.Globalization.CultureInfo.InvariantCulture);
        }
        _logger = build.CreateLogger();
        Factory = new SerilogLoggerFactory(_logger);
    }

    public ILoggerFactory Factory { get; }

    public void Dispose()
    {
        Factory.Dispose();
        _logger.Dispose();
    }
}
