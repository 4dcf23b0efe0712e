using System.Text;
using Chain.Primitives;

namespace Chain.State.Tests;

public sealed class StateOverlayTests
{
    [Fact]
    public void Reads_what_was_written_last_and_else_what_lies_below()
    {
        var below = new MapState { ["a"] = "1", ["b"] = "2" };
        var overlay = new StateOverlay(below);
        Set(overlay, "a", "3");
        overlay.Delete("b"u8);
        Assert.Equal("3", Get(overlay, "a"));
        Assert.Null(Get(overlay, "b"));
        Assert.Null(Get(overlay, "c"));
    }

    [Fact]
    public void Empty_value_is_not_an_absent_one()
    {
        var overlay = new StateOverlay(EmptyState.Instance);
        overlay.Set("a"u8, []);
        Assert.True(overlay.TryGet("a"u8, out ReadOnlyMemory<byte> value));
        Assert.True(value.IsEmpty);
        StateWrite write = Assert.Single(overlay.ToWrites().Items);
        Assert.NotNull(write.NewValue);
        Assert.Null(write.OldValue);
    }

    [Fact]
    public void Writes_are_sorted_by_key_and_carry_the_value_before()
    {
        var below = new MapState { ["b"] = "2", ["d"] = "4" };
        var overlay = new StateOverlay(below);
        Set(overlay, "d", "5");
        Set(overlay, "a", "1");
        overlay.Delete("b"u8);
        Assert.Equal(
            [("a", "1", null), ("b", null, "2"), ("d", "5", "4")],
            overlay.ToWrites().Items.Select(write => (Text(write.Key)!, Text(write.NewValue), Text(write.OldValue))));
    }

    [Fact]
    public void Key_set_back_to_what_it_was_is_not_a_write()
    {
        var below = new MapState { ["a"] = "1" };
        var overlay = new StateOverlay(below);
        Set(overlay, "a", "2");
        Set(overlay, "a", "1");
        Set(overlay, "n", "1");
        overlay.Delete("n"u8);
        Assert.Equal(0, overlay.ToWrites().Count);
    }

    [Fact]
    public void RollbackTo_undoes_everything_since_the_mark_and_nothing_before()
    {
        var overlay = new StateOverlay(new MapState { ["a"] = "0" });
        Set(overlay, "a", "1");
        int outer = overlay.Mark();
        Set(overlay, "a", "2");
        Set(overlay, "b", "2");
        int inner = overlay.Mark();
        overlay.Delete("a"u8);
        overlay.RollbackTo(inner);
        Assert.Equal("2", Get(overlay, "a"));
        overlay.RollbackTo(outer);
        Assert.Equal("1", Get(overlay, "a"));
        Assert.Null(Get(overlay, "b"));
    }

    [Fact]
    public void Mark_from_a_state_that_was_rolled_back_breaks_an_invariant()
    {
        var overlay = new StateOverlay(EmptyState.Instance);
        int outer = overlay.Mark();
        Set(overlay, "a", "1");
        int inner = overlay.Mark();
        overlay.RollbackTo(outer);
        Assert.Throws<InvariantException>(() => overlay.RollbackTo(inner));
    }

    [Fact]
    public void Overlay_over_an_overlay_reads_through_and_merges_down()
    {
        var lower = new StateOverlay(new MapState { ["a"] = "0", ["z"] = "9" });
        Set(lower, "b", "1");
        var upper = new StateOverlay(lower, seed: 77);
        Set(upper, "a", "2");
        upper.Delete("b"u8);
        Assert.Equal("9", Get(upper, "z"));
        upper.WriteTo(lower);
        Assert.Equal("2", Get(lower, "a"));
        Assert.Null(Get(lower, "b"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Behaves_like_a_dictionary_with_copies_at_marks(int seed)
    {
        var random = new Random(seed);
        var below = new MapState();
        for (int i = 0; i < 20; i++)
            below[$"k{i}"] = $"{i}";
        var overlay = new StateOverlay(below, (ulong)seed);
        var model = new Dictionary<string, string>(below.Content);
        var marks = new Stack<(int Mark, Dictionary<string, string> Copy)>();
        for (int i = 0; i < 5000; i++)
        {
            string key = $"k{random.Next(40)}";
            switch (random.Next(6))
            {
                case 0:
                    marks.Push((overlay.Mark(), new Dictionary<string, string>(model)));
                    break;
                case 1 when marks.Count > 0:
                    (int mark, model) = marks.Pop();
                    overlay.RollbackTo(mark);
                    break;
                case 2:
                    model.Remove(key);
                    overlay.Delete(Encoding.UTF8.GetBytes(key));
                    break;
                case 3 or 4:
                    model[key] = $"{i}";
                    Set(overlay, key, $"{i}");
                    break;
                default:
                    Assert.Equal(model.GetValueOrDefault(key), Get(overlay, key));
                    break;
            }
        }
        var result = new Dictionary<string, string>(below.Content);
        foreach (StateWrite write in overlay.ToWrites().Items)
        {
            Assert.Equal(result.GetValueOrDefault(Text(write.Key)!), Text(write.OldValue));
            if (Text(write.NewValue) is { } value)
                result[Text(write.Key)!] = value;
            else
                result.Remove(Text(write.Key)!);
        }
        Assert.Equal(model.OrderBy(static pair => pair.Key, StringComparer.Ordinal), result.OrderBy(static pair => pair.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void Then_joins_two_heights_and_Invert_undoes_them()
    {
        var below = new MapState { ["a"] = "1", ["b"] = "2" };
        var first = new StateOverlay(below);
        Set(first, "a", "x");
        Set(first, "n", "x");
        var second = new StateOverlay(first);
        Set(second, "a", "1");
        second.Delete("b"u8);
        Set(second, "n", "y");
        StateWrites both = first.ToWrites().Then(second.ToWrites());
        Assert.Equal([("b", null, "2"), ("n", "y", null)], both.Items.Select(write => (Text(write.Key)!, Text(write.NewValue), Text(write.OldValue))));
        Assert.Equal([("b", "2", null), ("n", null, "y")], both.Invert().Items.Select(write => (Text(write.Key)!, Text(write.NewValue), Text(write.OldValue))));
    }

    [Fact]
    public void TryFind_finds_each_key_and_no_other()
    {
        var overlay = new StateOverlay(EmptyState.Instance);
        for (int i = 0; i < 100; i += 2)
            Set(overlay, $"{i:D3}", $"{i}");
        StateWrites writes = overlay.ToWrites();
        for (int i = 0; i < 101; i++)
        {
            Assert.Equal(i % 2 == 0 && i < 100, writes.TryFind(Encoding.UTF8.GetBytes($"{i:D3}"), out StateWrite write));
            if (i % 2 == 0 && i < 100)
                Assert.Equal($"{i}", Text(write.NewValue));
        }
    }

    [Fact]
    public void A_key_is_new_while_it_holds_something_and_held_nothing_when_the_transaction_began()
    {
        var overlay = new StateOverlay(new MapState { ["old"] = "1" });
        Set(overlay, "earlier", "1");
        overlay.BeginTransaction();
        int mark = overlay.Mark();
        foreach (string key in new[] { "old", "earlier", "made" })
            Set(overlay, key, "2");
        Assert.Equal((false, false, true), (IsNew(overlay, "old"), IsNew(overlay, "earlier"), IsNew(overlay, "made")));
        overlay.RollbackTo(mark);
        Assert.False(IsNew(overlay, "made"));
        overlay.Delete("earlier"u8);
        Set(overlay, "earlier", "3");
        Set(overlay, "made", "3");
        Assert.Equal((false, true), (IsNew(overlay, "earlier"), IsNew(overlay, "made")));
        overlay.Delete("made"u8);
        Assert.False(IsNew(overlay, "made"));
        Set(overlay, "made", "4");
        Assert.True(IsNew(overlay, "made"));
        overlay.BeginTransaction();
        Assert.False(IsNew(overlay, "made"));
        Assert.False(IsNew(overlay, "never"));
    }

    [Fact]
    public void A_long_value_that_is_only_read_is_not_kept_and_one_that_is_written_is()
    {
        var below = new CountingState(new string('x', 2_000));
        var overlay = new StateOverlay(below);
        for (int i = 0; i < 3; i++)
            Assert.Equal(2_000, Get(overlay, "long")!.Length);
        Assert.Equal(3, below.Reads);
        int mark = overlay.Mark();
        Set(overlay, "long", "short");
        Assert.Equal("short", Get(overlay, "long"));
        overlay.RollbackTo(mark);
        Assert.Equal(2_000, Get(overlay, "long")!.Length);
        Assert.Equal(4, below.Reads);
        Assert.Empty(overlay.ToWrites().Items);
        Set(overlay, "long", "short");
        Assert.Equal(2_000, Assert.Single(overlay.ToWrites().Items).OldValue!.Value.Length);
    }

    private static bool IsNew(StateOverlay overlay, string key) => overlay.IsNew(Encoding.UTF8.GetBytes(key));

    private sealed class CountingState(string value) : IStateReader
    {
        public int Reads { get; private set; }

        public bool TryGet(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> bytes)
        {
            Reads++;
            bytes = Encoding.UTF8.GetBytes(value);
            return true;
        }
    }

    private static void Set(StateOverlay overlay, string key, string value) => overlay.Set(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(value));

    private static string? Get(IStateReader reader, string key) => reader.TryGet(Encoding.UTF8.GetBytes(key), out ReadOnlyMemory<byte> value) ? Text(value) : null;

    private static string? Text(ReadOnlyMemory<byte>? bytes) => bytes is { } present ? Encoding.UTF8.GetString(present.Span) : null;
}
