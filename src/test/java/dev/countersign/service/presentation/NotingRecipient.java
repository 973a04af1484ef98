package dev.countersign.service.presentation;

import dev.countersign.protocol.Verification;
import dev.countersign.protocol.openid4vp.VerifiedPresentation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Notes what it learns, by reference, and judges as a test told it to. */
@ApplicationScoped
public class NotingRecipient implements PresentationRecipient {
    static final String NAME = "noting";

    private final Map<String, List<String>> learnt = new ConcurrentHashMap<>();
    private final Map<String, List<VerifiedPresentation>> presentations = new ConcurrentHashMap<>();
    private final Map<String, Function<VerifiedPresentation, Judgement>> judgements = new ConcurrentHashMap<>();
    private final Map<String, Function<VerifiedPresentation, Verification<VerifiedPresentation>>> checks =
            new ConcurrentHashMap<>();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void opened(String reference) {
        note(reference, "opened");
    }

    @Override
    public Verification<VerifiedPresentation> check(String reference, VerifiedPresentation presentation) {
        return checks.getOrDefault(reference, Verification::verified).apply(presentation);
    }

    @Override
    public Judgement judge(String reference, VerifiedPresentation presentation) {
        note(reference, "judged");
        presentations
                .computeIfAbsent(reference, key -> new CopyOnWriteArrayList<>())
                .add(presentation);
        return judgements
                .getOrDefault(reference, any -> new Judgement.Accepted(java.util.Optional.empty()))
                .apply(presentation);
    }

    @Override
    public void refused(String reference, Verification<?> outcome) {
        note(
                reference,
                outcome instanceof Verification.Rejected<?> rejected
                        ? rejected.reason().wireName()
                        : "undecided");
    }

    @Override
    public void declined(String reference, String error) {
        note(reference, error);
    }

    private void note(String reference, String what) {
        learnt.computeIfAbsent(reference, key -> new CopyOnWriteArrayList<>()).add(what);
    }

    List<String> learnt(String reference) {
        return learnt.getOrDefault(reference, List.of());
    }

    VerifiedPresentation presentation(String reference) {
        return presentations.get(reference).get(0);
    }

    void willCheck(String reference, Function<VerifiedPresentation, Verification<VerifiedPresentation>> check) {
        checks.put(reference, check);
    }

    void willJudge(String reference, Function<VerifiedPresentation, Judgement> judgement) {
        judgements.put(reference, judgement);
    }
}
