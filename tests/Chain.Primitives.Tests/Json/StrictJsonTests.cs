using Chain.Primitives.Json;

namespace Chain.Primitives.Tests.Json;

public sealed class StrictJsonTests
{
    [Fact]
    public void Every_kind_of_value_is_read()
    {
        var root = (JsonObject)Read("""{"n":null,"t":true,"f":false,"i":-12,"s":"a\n\u00e4\ud83d\ude00/","a":[1,[]],"o":{}}""");
        Assert.Equal(["n", "t", "f", "i", "s", "a", "o"], root.Members.Select(m => m.Name));
        Assert.IsType<JsonNull>(root.Members[0].Value);
        Assert.True(((JsonBool)root.Members[1].Value).Value);
        Assert.False(((JsonBool)root.Members[2].Value).Value);
        Assert.True(((JsonNumber)root.Members[3].Value).TryGetInt64(out long number));
        Assert.Equal(-12, number);
        Assert.Equal("a\n\u00E4\U0001F600/", ((JsonText)root.Members[4].Value).Value);
        Assert.Equal(2, ((JsonArray)root.Members[5].Value).Items.Count);
        Assert.Empty(((JsonObject)root.Members[6].Value).Members);
        Assert.True(root.TryGet("o", out JsonValue? o));
        Assert.Equal("an object", o.Kind);
        Assert.False(root.TryGet("O", out _));
    }

    [Theory]
    [InlineData("", JsonReadError.Empty, 1, 1)]
    [InlineData(" \n ", JsonReadError.Empty, 2, 2)]
    [InlineData("\uFEFF{}", JsonReadError.ByteOrderMark, 1, 1)]
    [InlineData("{\"a\":1,\n \"a\":2}", JsonReadError.DuplicateKey, 2, 2)]
    [InlineData("{\"a\":1,\"\\u0061\":2}", JsonReadError.DuplicateKey, 1, 8)]
    [InlineData("{\"a\":1,}", JsonReadError.TrailingComma, 1, 7)]
    [InlineData("[1,\n]", JsonReadError.TrailingComma, 1, 3)]
    [InlineData("[1 2]", JsonReadError.UnexpectedCharacter, 1, 4)]
    [InlineData("[1,,2]", JsonReadError.UnexpectedCharacter, 1, 4)]
    [InlineData("[,1]", JsonReadError.UnexpectedCharacter, 1, 2)]
    [InlineData("{a:1}", JsonReadError.UnexpectedCharacter, 1, 2)]
    [InlineData("{'a':1}", JsonReadError.UnexpectedCharacter, 1, 2)]
    [InlineData("{\"a\"}", JsonReadError.UnexpectedCharacter, 1, 5)]
    [InlineData("[1", JsonReadError.UnexpectedEnd, 1, 3)]
    [InlineData("{\"a", JsonReadError.UnexpectedEnd, 1, 4)]
    [InlineData("\"\\", JsonReadError.UnexpectedEnd, 1, 2)]
    [InlineData("\"\\u12", JsonReadError.UnexpectedEnd, 1, 2)]
    [InlineData("tru", JsonReadError.UnexpectedCharacter, 1, 1)]
    [InlineData("True", JsonReadError.UnexpectedCharacter, 1, 1)]
    [InlineData("NaN", JsonReadError.UnexpectedCharacter, 1, 1)]
    [InlineData("Infinity", JsonReadError.UnexpectedCharacter, 1, 1)]
    [InlineData("-Infinity", JsonReadError.Number, 1, 1)]
    [InlineData("01", JsonReadError.Number, 1, 1)]
    [InlineData("-", JsonReadError.Number, 1, 1)]
    [InlineData("+1", JsonReadError.Number, 1, 1)]
    [InlineData(".5", JsonReadError.Number, 1, 1)]
    [InlineData("1.", JsonReadError.Number, 1, 1)]
    [InlineData("1e", JsonReadError.Number, 1, 1)]
    [InlineData("1e+", JsonReadError.Number, 1, 1)]
    [InlineData("0x1", JsonReadError.TrailingText, 1, 2)]
    [InlineData("1 2", JsonReadError.TrailingText, 1, 3)]
    [InlineData("{}\0", JsonReadError.TrailingText, 1, 3)]
    [InlineData("\"\t\"", JsonReadError.ControlCharacter, 1, 2)]
    [InlineData("\"\0\"", JsonReadError.ControlCharacter, 1, 2)]
    [InlineData("\"\\x\"", JsonReadError.Escape, 1, 2)]
    [InlineData("\"\\u12g4\"", JsonReadError.Escape, 1, 2)]
    [InlineData("\"\\u 123\"", JsonReadError.Escape, 1, 2)]
    [InlineData("\"\\ud800\"", JsonReadError.LoneSurrogate, 1, 2)]
    [InlineData("\"\\udc00\"", JsonReadError.LoneSurrogate, 1, 2)]
    [InlineData("\"\\ud800\\ud800\"", JsonReadError.LoneSurrogate, 1, 2)]
    [InlineData("\"\\ud800x\"", JsonReadError.LoneSurrogate, 1, 2)]
    [InlineData("// c\n{}", JsonReadError.Comment, 1, 1)]
    [InlineData("[1 /* c */]", JsonReadError.Comment, 1, 4)]
    public void What_is_not_strict_json_is_refused_with_reason_and_place(string text, JsonReadError error, int line, int column) =>
        Assert.Equal(new JsonReadFailure(error, new(line, column)), Refusal(text, JsonReadOptions.Strict));

    [Fact]
    public void Bytes_that_are_not_utf_8_are_refused_where_they_stand()
    {
        byte[] text = [.. "{\n \"\u00E4\": \""u8, 0xC3, 0x28, .. "\"}"u8];
        Assert.False(StrictJson.TryRead(text, JsonReadOptions.Strict, out _, out JsonReadFailure failure));
        Assert.Equal(new JsonReadFailure(JsonReadError.Utf8, new(2, 8)), failure);
        byte[] surrogate = [.. "\""u8, 0xED, 0xA0, 0x80, .. "\""u8];
        Assert.False(StrictJson.TryRead(surrogate, JsonReadOptions.Strict, out _, out failure));
        Assert.Equal(JsonReadError.Utf8, failure.Error);
        byte[] overlong = [.. "\""u8, 0xC0, 0xAF, .. "\""u8];
        Assert.False(StrictJson.TryRead(overlong, JsonReadOptions.Strict, out _, out failure));
        Assert.Equal(JsonReadError.Utf8, failure.Error);
    }

    [Fact]
    public void Nesting_is_read_to_its_bound_and_refused_beyond()
    {
        string Nested(int depth) => new string('[', depth) + new string(']', depth);
        Read(Nested(StrictJson.DepthMax));
        Assert.Equal(JsonReadError.Depth, Refusal(Nested(StrictJson.DepthMax + 1), JsonReadOptions.Strict).Error);
        Assert.Equal(JsonReadError.Depth, Refusal(Nested(1_000_000), JsonReadOptions.Strict).Error);
        Assert.Equal(JsonReadError.Depth, Refusal(string.Concat(Enumerable.Repeat("{\"a\":", 10_000)), JsonReadOptions.Strict).Error);
        Read("[" + string.Join(',', Enumerable.Repeat(Nested(StrictJson.DepthMax - 1), 100)) + "]");
    }

    [Theory]
    [InlineData("// first\n{ \"a\": 1 /* one */, // rest\n \"b\": /**/ 2 }\n// last")]
    [InlineData("/* / * ** // */ {\"a\":1,\"b\":2} //")]
    public void Comments_count_as_blanks_where_they_are_allowed(string text)
    {
        Assert.True(StrictJson.TryRead(System.Text.Encoding.UTF8.GetBytes(text), JsonReadOptions.WithComments, out JsonValue? value, out _));
        Assert.Equal(2, ((JsonObject)value).Members.Count);
    }

    [Theory]
    [InlineData("{} /* open", JsonReadError.UnexpectedEnd)]
    [InlineData("{} /", JsonReadError.UnexpectedCharacter)]
    [InlineData("{} /*/", JsonReadError.UnexpectedEnd)]
    [InlineData("{ /* {} */ */ }", JsonReadError.UnexpectedCharacter)]
    [InlineData("// only", JsonReadError.Empty)]
    [InlineData("# no", JsonReadError.UnexpectedCharacter)]
    public void Comments_that_do_not_close_are_refused(string text, JsonReadError error) =>
        Assert.Equal(error, Refusal(text, JsonReadOptions.WithComments).Error);

    [Fact]
    public void A_comment_inside_a_string_is_text()
    {
        Assert.True(StrictJson.TryRead("\"/* no */ // no\""u8, JsonReadOptions.WithComments, out JsonValue? value, out _));
        Assert.Equal("/* no */ // no", ((JsonText)value).Value);
    }

    [Theory]
    [InlineData("0", true, 0UL)]
    [InlineData("18446744073709551615", true, ulong.MaxValue)]
    [InlineData("18446744073709551616", false, 0UL)]
    [InlineData("-0", false, 0UL)]
    [InlineData("-1", false, 0UL)]
    [InlineData("1.0", false, 0UL)]
    [InlineData("1e3", false, 0UL)]
    [InlineData("1E400", false, 0UL)]
    public void Whole_numbers_are_those_written_in_plain_digits(string text, bool isWhole, ulong expected)
    {
        var number = (JsonNumber)Read(text);
        Assert.Equal(text, number.Text);
        Assert.Equal(isWhole, number.TryGetUInt64(out ulong value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("-9223372036854775808", true)]
    [InlineData("9223372036854775808", false)]
    [InlineData("-9223372036854775809", false)]
    [InlineData("-0", false)]
    [InlineData("-1.0", false)]
    public void Signed_whole_numbers_are_those_written_in_plain_digits(string text, bool isWhole) =>
        Assert.Equal(isWhole, ((JsonNumber)Read(text)).TryGetInt64(out _));

    [Fact]
    public void Many_members_are_found_and_duplicates_among_them_refused()
    {
        string members = string.Join(',', Enumerable.Range(0, 5000).Select(i => $"\"k{i}\":{i}"));
        var root = (JsonObject)Read("{" + members + "}");
        Assert.True(root.TryGet("k4999", out JsonValue? value));
        Assert.Equal("4999", ((JsonNumber)value).Text);
        foreach (int i in (int[])[0, 7, 8, 9, 4999])
            Assert.Equal(JsonReadError.DuplicateKey, Refusal("{" + members + $",\"k{i}\":0" + "}", JsonReadOptions.Strict).Error);
    }

    [Fact]
    public void Values_and_keys_know_where_they_begin()
    {
        byte[] text = System.Text.Encoding.UTF8.GetBytes("{\n  \"\u00E4\": [1,\n 22]}");
        Assert.True(StrictJson.TryRead(text, JsonReadOptions.Strict, out JsonValue? root, out _));
        JsonMember member = ((JsonObject)root).Members[0];
        Assert.Equal(new JsonPosition(2, 3), JsonPosition.Of(text, member.NameOffset));
        Assert.Equal(new JsonPosition(2, 8), JsonPosition.Of(text, member.Value.Offset));
        Assert.Equal("line 3, column 2", JsonPosition.Of(text, ((JsonArray)member.Value).Items[1].Offset).ToString());
    }

    [Fact]
    public void Every_refusal_has_a_sentence()
    {
        foreach (JsonReadError error in Enum.GetValues<JsonReadError>())
            Assert.EndsWith("at line 1, column 2", new JsonReadFailure(error, new(1, 2)).ToString(), StringComparison.Ordinal);
    }

    private static JsonValue Read(string text)
    {
        Assert.True(StrictJson.TryRead(System.Text.Encoding.UTF8.GetBytes(text), JsonReadOptions.Strict, out JsonValue? value, out JsonReadFailure failure), failure.ToString());
        return value;
    }

    private static JsonReadFailure Refusal(string text, JsonReadOptions options)
    {
        Assert.False(StrictJson.TryRead(System.Text.Encoding.UTF8.GetBytes(text), options, out JsonValue? value, out JsonReadFailure failure));
        Assert.Null(value);
        return failure;
    }
}
