using Chain.Primitives;
using Chain.Storage.Files;
using Microsoft.Win32.SafeHandles;

namespace Chain.Storage.Log;

/// <summary>The log on disk: a folder of numbered segments, each a preallocated file of zeros that records are appended to.</summary>
/// <remarks>
/// Appended records wait in memory and are written and made durable together by <see cref="Sync"/>: one write, one fdatasync. A new height begins a
/// new segment when the current one is full enough, so whole segments can be deleted once their heights are kept elsewhere. The
/// next segment is made in the background. What a crash tore at the end is cut without a word; damage to anything that was durable stops the node and
/// says where it is. The rule that tells them apart is at <see cref="RecordFrame"/>.
/// </remarks>
public sealed class SegmentedLog : ILog
{
    /// <summary>Largest payload of a record in bytes.</summary>
    public const int PayloadBytesMax = 32 << 20;

    internal const string RestoreAdvice = "Restore the log from a copy made while the node was stopped, or set the home up again and let the node fetch the chain; a validator must keep its signer state in any case";

    private const int WriteBeyond = 4 << 20;

    private readonly LogOptions _options;
    private readonly List<LogSegment> _segments;
    private SafeFileHandle _file;
    private long _fileBytes;
    private byte[] _pending = new byte[64 << 10];
    private int _pendingLength;
    private long _durable;
    private Task<SafeFileHandle>? _spare;
    private bool _failed;

    private SegmentedLog(LogOptions options, List<LogSegment> segments, SafeFileHandle file, long fileBytes)
    {
        _options = options;
        _segments = segments;
        _file = file;
        _fileBytes = fileBytes;
        _durable = Current.End;
        LastHeight = segments.Max(static segment => segment.LastHeight);
    }

    /// <inheritdoc/>
    public ulong FirstHeight => _segments[0].Header.FirstHeight;

    /// <inheritdoc/>
    public ulong LastHeight { get; private set; }

    /// <summary>How many bytes of a torn tail were cut when the log was opened.</summary>
    public int TornBytes { get; private init; }

    private LogSegment Current => _segments[^1];

    /// <summary>Makes a new log whose first record will have this height or a later one. For <c>init</c>, and for a node that begins at a snapshot.</summary>
    /// <exception cref="StorageFailure">There is one already.</exception>
    public static SegmentedLog Create(LogOptions options, ulong firstHeight)
    {
        Require(options);
        DurableFile.CreateFolder(options.Folder);
        string path = SegmentFiles.PathOf(options.Folder, 0);
        if (Directory.EnumerateFileSystemEntries(options.Folder).Any(static name => !name.EndsWith(".new", StringComparison.Ordinal)))
            throw new StorageFailure(StorageFault.AlreadyExists, options.Folder, "a log exists already", "Nothing was overwritten; move it away if it is not needed");
        var header = new SegmentHeader(options.GenesisHash, 0, firstHeight, options.SegmentBytes, 0);
        SafeFileHandle file = SegmentFiles.Prepare(path, options.SegmentBytes);
        SegmentFiles.Publish(file, path, header);
        return new SegmentedLog(options, [new LogSegment(path, header)], file, options.SegmentBytes);
    }

    /// <summary>Opens a log, checks every record, and cuts a torn tail.</summary>
    /// <exception cref="StorageFailure">It is missing, damaged, or of another chain or version.</exception>
    public static SegmentedLog Open(LogOptions options)
    {
        Require(options);
        List<ulong> numbers = SegmentFiles.List(options.Folder);
        var segments = new List<LogSegment>();
        long? knownEnd = null;
        SegmentScan scan = default;
        for (int i = numbers.Count - 1; i >= 0; i--)
        {
            string path = SegmentFiles.PathOf(options.Folder, numbers[i]);
            FileOwnership.RequireOwn(path);
            byte[] file = SegmentFiles.ReadAll(path);
            SegmentHeader header = SegmentHeader.Read(path, file, options.GenesisHash, numbers[i]);
            if (file.Length < header.FileBytes)
                throw Damaged(path, file.Length, header.FirstHeight, $"the file has {file.Length} bytes and was made with {header.FileBytes}");
            SegmentScan read = SegmentScan.Read(path, file, numbers[i], knownEnd);
            if (i == numbers.Count - 1)
                scan = read;
            segments.Insert(0, new LogSegment(path, header) { End = read.End, LastHeight = read.LastHeight });
            knownEnd = header.PreviousEnd;
        }
        LogSegment last = segments[^1];
        SafeFileHandle handle = NativeFile.OpenExisting(last.Path);
        long fileBytes = RandomAccess.GetLength(handle);
        if (scan.DirtyEnd > scan.End)
        {
            NativeFile.Write(handle, last.Path, new byte[scan.DirtyEnd - scan.End], scan.End);
            NativeFile.Sync(handle, last.Path);
        }
        return new SegmentedLog(options, segments, handle, fileBytes) { TornBytes = scan.DirtyEnd - scan.End };
    }

    /// <inheritdoc/>
    public void Append(byte type, ulong height, ReadOnlySpan<byte> payload)
    {
        RequireUsable();
        RequireRecord(_options.Folder, type, payload.Length);
        if (height > LastHeight && MustRotate(height))
            Rotate(height);
        int frame = RecordFrame.Padded(RecordFrame.HeaderLength + payload.Length);
        if (_pendingLength > 0 && _pendingLength + frame > WriteBeyond)
            WritePending();
        if (_pending.Length - _pendingLength < frame)
            Array.Resize(ref _pending, Math.Max(2 * _pending.Length, _pendingLength + frame));
        RecordFrame.Write(_pending.AsSpan(_pendingLength, frame), Current.Header.Number, Current.End, type, height, _durable, payload);
        _pendingLength += frame;
        Current.End += frame;
        Current.LastHeight = Math.Max(Current.LastHeight, height);
        LastHeight = Math.Max(LastHeight, height);
    }

    /// <inheritdoc/>
    public void Sync()
    {
        RequireUsable();
        if (_durable == Current.End)
            return;
        WritePending();
        Fatal(() => NativeFile.SyncData(_file, Current.Path));
        _durable = Current.End;
    }

    /// <inheritdoc/>
    public IEnumerable<LogRecord> Replay(ulong fromHeight)
    {
        RequireUsable();
        WritePending();
        foreach (LogSegment segment in _segments.ToArray())
        {
            if (segment.LastHeight < fromHeight)
                continue;
            byte[] file = SegmentFiles.ReadAll(segment.Path, segment.End);
            int offset = SegmentHeader.Length;
            while (offset < segment.End)
            {
                (LogRecord record, offset) = ReadAt(segment, file, offset);
                if (record.Height >= fromHeight)
                    yield return record;
            }
        }
    }

    /// <inheritdoc/>
    public void ReleaseBefore(ulong height)
    {
        RequireUsable();
        int release = 0;
        while (release < _segments.Count - 1 && _segments[release].LastHeight < height && _segments[release + 1].Header.FirstHeight <= height)
            release++;
        if (release == 0)
            return;
        // Oldest first: whatever a crash leaves has no gaps.
        for (int i = 0; i < release; i++)
            DurableFile.Delete(_segments[i].Path);
        _segments.RemoveRange(0, release);
    }

    /// <summary>Closes the files. What was not synced may be lost.</summary>
    public void Dispose()
    {
        if (_spare is { } spare)
        {
            ((IAsyncResult)spare).AsyncWaitHandle.WaitOne();
            if (spare.IsCompletedSuccessfully)
                spare.Result.Dispose();
            _spare = null;
        }
        _file.Dispose();
        _failed = true;
    }

    internal static void RequireRecord(string where, byte type, int length)
    {
        Invariant.Holds(type != 0, "log records have types from 1 on");
        if (length > PayloadBytesMax)
            throw new StorageFailure(StorageFault.TooLarge, where, $"a record of {length} bytes is more than {PayloadBytesMax}", "This is a defect: blocks and messages are smaller");
    }

    internal static StorageFailure Damaged(string path, long offset, ulong? height, string why) => new(
        StorageFault.Damaged, path, $"{why} (at offset {offset}{(height is { } known ? $", height {known}" : "")})", RestoreAdvice)
    {
        Offset = offset,
        Height = height,
    };

    private static void Require(LogOptions options) => Invariant.Holds(
        options.SegmentBytes is >= 4096 and <= 1 << 29 && options.RotateBytes > 0 && options.RotateHeights > 0,
        "a log's segments have 4 KiB to 512 MiB");

    private static (LogRecord Record, int Next) ReadAt(LogSegment segment, byte[] file, int offset)
    {
        if (!RecordFrame.TryRead(file, offset, segment.Header.Number, out RecordFrame frame))
            throw Damaged(segment.Path, offset, segment.LastHeight, "a record changed after the log was opened");
        ReadOnlyMemory<byte> payload = file.AsMemory(offset + RecordFrame.HeaderLength, frame.Total - RecordFrame.HeaderLength);
        return (new LogRecord(frame.Type, frame.Height, payload), frame.Next);
    }

    private bool MustRotate(ulong height) =>
        Current.End > SegmentHeader.Length
        && (Current.End >= _options.RotateBytes || height - Current.Header.FirstHeight >= (ulong)_options.RotateHeights);

    private void Rotate(ulong height)
    {
        Sync();
        ulong number = Current.Header.Number + 1;
        string path = SegmentFiles.PathOf(_options.Folder, number);
        var header = new SegmentHeader(_options.GenesisHash, number, height, _options.SegmentBytes, Current.End);
        Fatal(() =>
        {
            SafeFileHandle next = _spare is { } spare ? spare.GetAwaiter().GetResult() : SegmentFiles.Prepare(path, _options.SegmentBytes);
            _spare = null;
            SegmentFiles.Publish(next, path, header);
            _file.Dispose();
            _file = next;
        });
        _fileBytes = _options.SegmentBytes;
        _segments.Add(new LogSegment(path, header));
        _durable = Current.End;
    }

    private void WritePending()
    {
        if (_pendingLength == 0)
            return;
        Fatal(() =>
        {
            if (Current.End > _fileBytes)
                Extend();
            NativeFile.Write(_file, Current.Path, _pending.AsSpan(0, _pendingLength), Current.End - _pendingLength);
        });
        _pendingLength = 0;
        if (_pending.Length > 2 * WriteBeyond)
            _pending = new byte[64 << 10];
        PrepareNext();
    }

    /// <summary>One height outgrew the segment: it gets more zeros, synced before records are written over them.</summary>
    private void Extend()
    {
        byte[] zeros = new byte[1 << 20];
        long wanted = Current.End + (_options.SegmentBytes / 4);
        while (_fileBytes < wanted)
        {
            NativeFile.Write(_file, Current.Path, zeros, _fileBytes);
            _fileBytes += zeros.Length;
        }
        NativeFile.Sync(_file, Current.Path);
    }

    /// <summary>Makes the next segment on another thread once this one is half full. Its failure shows when it is needed.</summary>
    private void PrepareNext()
    {
        if (_spare is not null || Current.End < _options.RotateBytes / 2)
            return;
        string path = SegmentFiles.PathOf(_options.Folder, Current.Header.Number + 1);
        int bytes = _options.SegmentBytes;
        _spare = Task.Run(() => SegmentFiles.Prepare(path, bytes));
    }

    /// <summary>After a failed write or sync nothing more is accepted: what is durable is unknown until the log is opened again.</summary>
    private void Fatal(Action action)
    {
        _failed = true;
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NativeFile.WriteFailed(Current.Path, e);
        }
        _failed = false;
    }

    private void RequireUsable()
    {
        if (_failed)
            throw new StorageFailure(StorageFault.WriteFailed, Current.Path, "the log was closed, or an earlier write failed", "Start the node again");
    }
}
