using System.Threading.Channels;
using Chain.Contracts;
using Chain.Node.Driving;
using Chain.Primitives;
using Microsoft.Extensions.Logging;

namespace Chain.Node.Running;

/// <summary>
/// Compiled code in a folder: a file for each code, named by its key. It is a cache and nothing more: the folder may be deleted at any time, and whatever is wrong with it
/// costs compiling and a warning, once. So all that a disk can do ends here.
/// </summary>
/// <remarks>
/// Files are written by a thread of its own, under another name first, not synced: what power cuts off has no valid checksum. When the folder is full nothing more is
/// written; the oldest files make room at the next start.
/// </remarks>
public sealed class CodeFolder : ICompiledCodeStore, IDisposable
{
    private const int WaitingMax = 256;
    private const int FileBytesMax = 16 * 1024 * 1024;

    private readonly Channel<(Hash256 Key, Func<byte[]> Encode)> _waiting = Channel.CreateBounded<(Hash256, Func<byte[]>)>(new BoundedChannelOptions(WaitingMax) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly string _folder;
    private readonly long _bytesMax;
    private readonly ILogger _logger;
    private readonly Thread _writer;
    private long _bytes;
    private int _warned;

    /// <summary>Makes the folder when it is not there.</summary>
    public CodeFolder(string folder, ILogger logger, long bytesMax = 256L * 1024 * 1024)
    {
        _folder = folder;
        _logger = logger;
        _bytesMax = bytesMax;
        _writer = new Thread(Run) { IsBackground = true, Name = "compiled code", Priority = ThreadPriority.BelowNormal };
        _writer.Start();
    }

    /// <inheritdoc/>
    public bool TryRead(Hash256 key, out ReadOnlyMemory<byte> bytes)
    {
        bytes = default;
        try
        {
            var file = new FileInfo(PathOf(key));
            // What is no ordinary file has no length.
            if (!file.Exists || file.Length is 0 or > FileBytesMax)
                return false;
            bytes = File.ReadAllBytes(file.FullName);
            return true;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Warn(failure);
            return false;
        }
    }

    /// <inheritdoc/>
    public void Write(Hash256 key, Func<byte[]> encode) => _waiting.Writer.TryWrite((key, encode));

    /// <inheritdoc/>
    public void Reject(Hash256 key)
    {
        if (Interlocked.Exchange(ref _warned, 1) == 0)
            NodeLog.CompiledCodeRejected(_logger, _folder);
    }

    /// <summary>Writes what waits, and ends.</summary>
    public void Dispose()
    {
        _waiting.Writer.TryComplete();
        _writer.Join();
    }

    private void Run()
    {
        Guarded(Prune);
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (_waiting.Reader.TryRead(out (Hash256 Key, Func<byte[]> Encode) code))
                Guarded(() => Store(PathOf(code.Key), code.Encode()));
        }
    }

    // The oldest go until a quarter is free, and whatever was cut off while it was written.
    private void Prune()
    {
        FileInfo[] files = [.. Directory.CreateDirectory(_folder).EnumerateFiles().OrderByDescending(static file => file.LastWriteTimeUtc)];
        foreach (FileInfo file in files)
        {
            if (file.Extension.Length > 0 || _bytes + file.Length > _bytesMax / 4 * 3)
                file.Delete();
            else
                _bytes += file.Length;
        }
    }

    private void Store(string path, byte[] bytes)
    {
        if (_bytes + bytes.Length > _bytesMax)
            return;
        string unfinished = path + ".new";
        File.WriteAllBytes(unfinished, bytes);
        File.Move(unfinished, path, overwrite: true);
        _bytes += bytes.Length;
    }

    private void Guarded(Action work)
    {
        try
        {
            work();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Warn(failure);
        }
    }

    private void Warn(Exception failure)
    {
        if (Interlocked.Exchange(ref _warned, 1) == 0)
            NodeLog.CompiledCodeUnusable(_logger, failure, _folder);
    }

    private string PathOf(Hash256 key) => Path.Combine(_folder, key.ToString());
}
