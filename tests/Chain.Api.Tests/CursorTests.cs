using Chain.Api.Requests;
using Chain.Primitives;
using Chain.Primitives.Crypto;
using Chain.Rpc;
using FsCheck;
using FsCheck.Fluent;

namespace Chain.Api.Tests;

public sealed class CursorTests
{
    private static readonly Hash256 Genesis = Hashing.Sha256("genesis"u8);

    [Fact]
    public void A_cursor_reads_back_as_it_was_written() =>
        Prop.ForAll<ulong, uint, uint>((height, index, sub) =>
        {
            var cursor = new Cursor(height, index, sub);
            return Cursor.Read(cursor.Format(CursorKind.Events, Genesis, "s"u8), CursorKind.Events, Genesis, "s"u8) == cursor;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_changed_character_is_refused()
    {
        string text = new Cursor(5, 6, 7).Format(CursorKind.Blocks, Genesis, default);
        for (int i = 0; i < text.Length; i++)
        {
            char other = text[i] == 'A' ? 'B' : 'A';
            string changed = text[..i] + other + text[(i + 1)..];
            RpcException e = Assert.Throws<RpcException>(() => Cursor.Read(changed, CursorKind.Blocks, Genesis, default));
            Assert.Equal(RpcStatusCode.InvalidArgument, e.Code);
        }
    }

    [Theory]
    [InlineData("x")]
    [InlineData("not a cursor")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("\u0000")]
    [InlineData("AQAAAAAAAAAFAAAABgAAAAc")]
    public void Text_that_is_no_cursor_is_refused(string text) =>
        Assert.Throws<RpcException>(() => Cursor.Read(text, CursorKind.Blocks, Genesis, default));

    [Fact]
    public void A_cursor_belongs_to_its_list_its_subject_and_its_chain()
    {
        string text = new Cursor(5, 6, 7).Format(CursorKind.Transactions, Genesis, "one"u8);
        Assert.Throws<RpcException>(() => Cursor.Read(text, CursorKind.Blocks, Genesis, "one"u8));
        Assert.Throws<RpcException>(() => Cursor.Read(text, CursorKind.Transactions, Genesis, "two"u8));
        Assert.Throws<RpcException>(() => Cursor.Read(text, CursorKind.Transactions, Hashing.Sha256("other"u8), "one"u8));
    }
}
