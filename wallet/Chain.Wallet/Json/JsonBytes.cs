using System.Text.Encodings.Web;
using System.Text.Json;

namespace Chain.Wallet.Json;

/// <summary>Writes JSON for files and for output: UTF-8, indented by two, everything beyond ASCII escaped so that no terminal can be tricked.</summary>
public static class JsonBytes
{
    private static readonly JsonWriterOptions FileOptions = new() { Indented = true, Encoder = JavaScriptEncoder.Default };

    /// <summary>Runs the writer and gives back the bytes, with a line feed at the end.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, FileOptions))
            write(writer);
        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }
}
