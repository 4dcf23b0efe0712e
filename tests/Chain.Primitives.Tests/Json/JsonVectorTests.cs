using System.Text.Json;
using Chain.Primitives.Json;
using Chain.Primitives.Tests.Support;

namespace Chain.Primitives.Tests.Json;

/// <summary>JSONTestSuite: y_ files are JSON, n_ files are not, i_ files are open.</summary>
public sealed class JsonVectorTests
{
    /// <summary>Legal JSON that this reader refuses on purpose: a duplicate key has two meanings.</summary>
    private static readonly string[] s_refusedOnPurpose = ["y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json"];

    [Fact]
    public void Files_that_are_json_are_read_and_others_refused()
    {
        foreach (string path in Vectors.Files("json-parsing/test_parsing"))
        {
            string name = Path.GetFileName(path);
            foreach (JsonReadOptions options in (JsonReadOptions[])[JsonReadOptions.Strict, JsonReadOptions.WithComments])
            {
                bool read = StrictJson.TryRead(File.ReadAllBytes(path), options, out _, out JsonReadFailure failure);
                bool isCommentFile = name.Contains("comment", StringComparison.Ordinal) && options.AllowComments;
                if (s_refusedOnPurpose.Contains(name))
                    Assert.Equal(JsonReadError.DuplicateKey, failure.Error);
                else if (name.StartsWith("y_", StringComparison.Ordinal))
                    Assert.True(read, $"{name}: {failure}");
                else if (name.StartsWith("n_", StringComparison.Ordinal) && !isCommentFile)
                    Assert.False(read, name);
            }
        }
    }

    [Fact]
    public void Files_with_two_readings_have_one_or_none()
    {
        foreach (string path in Vectors.Files("json-parsing/test_transform"))
        {
            bool read = StrictJson.TryRead(File.ReadAllBytes(path), JsonReadOptions.Strict, out _, out _);
            string name = Path.GetFileName(path);
            if (name.StartsWith("object_same_key", StringComparison.Ordinal) || name.Contains("invalid_codepoint", StringComparison.Ordinal))
                Assert.False(read, name);
            else
                Assert.True(read, name);
        }
    }

    [Fact]
    public void Damaged_json_is_never_read_differently_than_a_second_reader_reads_it()
    {
        byte[][] seeds =
        [
            [.. """{"chainId":"dev","initialHeight":1,"accounts":[{"address":"chn1","balance":"12"},{}],"f":-1.5e+10,"n":null,"b":[true,false]}"""u8],
            [.. "[\"\\u00e4\\ud83d\\ude00\\n\\\"\\\\\",\"\u00E4\U0001F600\", 0, -0, [], {\"\":{\"\":[[]]}}]"u8],
        ];
        Fuzz.Run(60_000, random =>
        {
            byte[] text = Fuzz.Mutate(random, random.Pick(seeds));
            bool read = StrictJson.TryRead(text, JsonReadOptions.Strict, out JsonValue? value, out JsonReadFailure failure);
            JsonDocument? other = null;
            try
            {
                other = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            }
            catch (JsonException)
            {
                Assert.True(!read, "read although it is not JSON");
            }
            using (other)
            {
                if (value is not null)
                    Assert.True(Same(value, other!.RootElement));
                else if (other is not null)
                    Assert.True(failure.Error is JsonReadError.LoneSurrogate or JsonReadError.Utf8, failure.ToString());
            }
        });
    }

    private static bool Same(JsonValue value, JsonElement other) => value switch
    {
        JsonNull => other.ValueKind == JsonValueKind.Null,
        JsonBool b => other.ValueKind == (b.Value ? JsonValueKind.True : JsonValueKind.False),
        JsonNumber n => other.ValueKind == JsonValueKind.Number && other.GetRawText() == n.Text,
        JsonText t => other.ValueKind == JsonValueKind.String && other.GetString() == t.Value,
        JsonArray a => a.Items.Count == other.GetArrayLength() && a.Items.Zip(other.EnumerateArray()).All(p => Same(p.First, p.Second)),
        JsonObject o => o.Members.Count == other.EnumerateObject().Count()
            && o.Members.Zip(other.EnumerateObject()).All(p => p.First.Name == p.Second.Name && Same(p.First.Value, p.Second.Value)),
        _ => false,
    };
}
