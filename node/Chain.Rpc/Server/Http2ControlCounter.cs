using System.Buffers;
using System.Buffers.Binary;

namespace Chain.Rpc.Server;

/// <summary>
/// Counts the HTTP/2 frames that cost us work and the sender nothing: PING and SETTINGS want an answer, RST_STREAM throws away what a HEADERS just began, PRIORITY, CONTINUATION,
/// empty DATA and unknown frames are pure noise. Reads the nine bytes before each frame and skips the rest.
/// </summary>
internal sealed class Http2ControlCounter(int perSecondMax, TimeProvider time)
{
    private const int PrefaceBytes = 24;
    private const int HeaderBytes = 9;

    private readonly byte[] _header = new byte[HeaderBytes];
    private int _headerBytes;
    private long _skip = PrefaceBytes;
    private long _secondBegan = time.GetTimestamp();
    private int _count;

    /// <summary>Takes the next bytes of the connection; false when there were too many control frames within a second.</summary>
    public bool Admits(ReadOnlySequence<byte> bytes)
    {
        foreach (ReadOnlyMemory<byte> segment in bytes)
        {
            if (!Admits(segment.Span))
                return false;
        }
        return true;
    }

    private bool Admits(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_skip > 0)
            {
                int skipped = (int)Math.Min(_skip, bytes.Length);
                _skip -= skipped;
                bytes = bytes[skipped..];
                continue;
            }
            int taken = Math.Min(HeaderBytes - _headerBytes, bytes.Length);
            bytes[..taken].CopyTo(_header.AsSpan(_headerBytes));
            _headerBytes += taken;
            bytes = bytes[taken..];
            if (_headerBytes < HeaderBytes)
                return true;
            _headerBytes = 0;
            uint length = BinaryPrimitives.ReadUInt32BigEndian(_header) >> 8;
            _skip = length;
            if (IsControl(_header[3], length, _header[4]) && !AdmitsOne())
                return false;
        }
        return true;
    }

    private static bool IsControl(byte type, uint length, byte flags) => type switch
    {
        0 => length == 0 && (flags & 1) == 0, // DATA that neither carries nor ends anything
        1 or 8 => false, // HEADERS count as calls; WINDOW_UPDATE answers what we send
        _ => true,
    };

    private bool AdmitsOne()
    {
        long now = time.GetTimestamp();
        if (time.GetElapsedTime(_secondBegan, now) >= TimeSpan.FromSeconds(1))
        {
            _secondBegan = now;
            _count = 0;
        }
        return ++_count <= perSecondMax;
    }
}
