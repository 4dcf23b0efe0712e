using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Unicode;
using Google.Protobuf.Reflection;

namespace Chain.Rpc.Wire;

/// <summary>
/// Refuses string fields that are not UTF-8. The C# parser puts U+FFFD in the place of bad bytes, so that two messages which differ on the wire would read the same. Walks
/// a message that was parsed before (so its structure is right and its depth bounded), and only types that have strings at all.
/// </summary>
internal static class Utf8Strings
{
    private static readonly ConcurrentDictionary<MessageDescriptor, Plan> Plans = new();

    public static bool AreValid(ReadOnlySequence<byte> message, MessageDescriptor descriptor)
    {
        Plan plan = PlanOf(descriptor);
        if (!plan.HasStrings)
            return true;
        return AreValid(message.IsSingleSegment ? message.FirstSpan : message.ToArray(), plan);
    }

    private static bool AreValid(ReadOnlySpan<byte> bytes, Plan plan)
    {
        Stack<(int End, Plan Plan)> outer = new();
        int at = 0;
        int end = bytes.Length;
        int groups = 0;
        while (true)
        {
            while (at == end)
            {
                if (!outer.TryPop(out (int End, Plan Plan) open))
                    return true;
                (end, plan) = open;
            }
            ulong tag = Varint(bytes, ref at);
            switch (tag & 7)
            {
                case 0:
                    Varint(bytes, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 5:
                    at += 4;
                    break;
                case 3:
                    groups++; // only unknown fields are groups here: nothing inside is read by anybody
                    break;
                case 4:
                    groups--;
                    break;
                default:
                    int length = (int)Varint(bytes, ref at);
                    if (groups == 0 && plan.Fields.TryGetValue((int)(tag >> 3), out MessageDescriptor? inner))
                    {
                        if (inner is null)
                        {
                            if (!Utf8.IsValid(bytes.Slice(at, length)))
                                return false;
                        }
                        else
                        {
                            outer.Push((end, plan));
                            end = at + length;
                            plan = PlanOf(inner);
                            continue;
                        }
                    }
                    at += length;
                    break;
            }
        }
    }

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte b = bytes[at++];
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
                return value;
        }
    }

    private static Plan PlanOf(MessageDescriptor descriptor) => Plans.GetOrAdd(descriptor, static d =>
    {
        HashSet<MessageDescriptor> seen = [d];
        Queue<MessageDescriptor> open = new([d]);
        bool hasStrings = false;
        while (open.TryDequeue(out MessageDescriptor? next))
        {
            foreach (FieldDescriptor field in next.Fields.InFieldNumberOrder())
            {
                hasStrings |= field.FieldType == FieldType.String;
                if (field.FieldType == FieldType.Message && seen.Add(field.MessageType))
                    open.Enqueue(field.MessageType);
            }
        }
        return new Plan(hasStrings, d.Fields.InFieldNumberOrder()
            .Where(f => f.FieldType is FieldType.String or FieldType.Message)
            .ToFrozenDictionary(f => f.FieldNumber, f => f.FieldType == FieldType.Message ? f.MessageType : null));
    });

    /// <param name="HasStrings">The type has strings, itself or in what it contains.</param>
    /// <param name="Fields">By number: null for a string, else the type of the message inside.</param>
    private sealed record Plan(bool HasStrings, FrozenDictionary<int, MessageDescriptor?> Fields);
}
