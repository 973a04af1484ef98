package dev.countersign.protocol.log;

import java.util.List;
import java.util.Set;

/** How many of whom (tlog-policy). */
sealed interface Quorum {

    /** Returns whether these witnesses suffice. */
    boolean isMetBy(Set<String> witnesses);

    /** Nobody is needed. */
    record None() implements Quorum {
        @Override
        public boolean isMetBy(Set<String> witnesses) {
            return true;
        }
    }

    /** One witness. */
    record One(String name) implements Quorum {
        @Override
        public boolean isMetBy(Set<String> witnesses) {
            return witnesses.contains(name);
        }
    }

    /** A number of members. */
    record Group(int threshold, List<Quorum> members) implements Quorum {
        public Group {
            members = List.copyOf(members);
        }

        @Override
        public boolean isMetBy(Set<String> witnesses) {
            return members.stream().filter(member -> member.isMetBy(witnesses)).count() >= threshold;
        }
    }
}
