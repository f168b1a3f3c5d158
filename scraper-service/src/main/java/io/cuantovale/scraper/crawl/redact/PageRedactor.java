package io.cuantovale.scraper.crawl.redact;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Elements;

/**
 * Makes a page fit to be kept: publisher blocks, scripts and comments go, phone numbers and e-mail addresses are
 * replaced wherever they stand. The parser reads the redacted page, so that what is kept can be parsed again.
 */
public final class PageRedactor {
    private static final Set<String> INLINE = Set.of(
            "a", "b", "i", "em", "strong", "span", "u", "font", "small", "big", "wbr", "br", "sup", "sub", "mark",
            "abbr");
    private static final Set<String> LINKS = Set.of("a", "area", "link", "meta", "form");
    private static final Set<String> URLS = Set.of("href", "src", "srcset", "action", "poster", "data-src", "srcdoc");
    private static final Set<String> PLAIN =
            Set.of("class", "id", "style", "name", "for", "type", "rel", "property", "charset", "width", "height");
    private static final Set<String> PROSE = Set.of("content", "alt", "title", "placeholder", "aria-label", "summary");
    private static final Pattern PERSONAL_NAME =
            Pattern.compile("(?i)(?:phone|telef|whatsapp|wsp|celular|movil|e-?mail|cfemail)");

    private final List<String> blocks;
    private final List<String> facts;
    private final List<String> exactFacts;

    /**
     * @param blocks CSS selectors of blocks to remove
     * @param facts CSS selectors of elements that must stay; a block around one is kept, its text redacted
     * @param exactFacts CSS selectors of elements whose text is a number or a name, not prose
     */
    public PageRedactor(List<String> blocks, List<String> facts, List<String> exactFacts) {
        this.blocks = List.copyOf(blocks);
        this.facts = List.copyOf(facts);
        this.exactFacts = List.copyOf(exactFacts);
    }

    /**
     * Redacts the page in place.
     *
     * @param keep numbers that are no phone numbers, such as the listing's own id
     */
    public void redact(Document page, Set<String> keep) {
        removeBlocks(page);
        StructuredData.redact(page, keep);
        removeComments(page);
        Set<Element> exact = new HashSet<>();
        exactFacts.forEach(css -> page.select(css).forEach(e -> exact.addAll(e.getAllElements())));
        for (Element element : new ArrayList<>(page.getAllElements())) {
            if (replaceLink(element)) {
                continue;
            }
            redactAttributes(element, keep);
            for (TextNode node : element.textNodes()) {
                String was = node.getWholeText();
                String now = exact.contains(element) ? Redactor.fact(was) : Redactor.text(was, keep);
                if (!now.equals(was)) {
                    node.text(now);
                }
            }
        }
        redactAcrossInlineTags(page);
    }

    private void removeBlocks(Document page) {
        Elements kept = new Elements();
        facts.forEach(css -> kept.addAll(page.select(css)));
        Set<Element> around = new HashSet<>(kept);
        kept.forEach(e -> around.addAll(e.parents()));
        for (String css : blocks) {
            page.select(css).stream().filter(e -> !around.contains(e)).forEach(Node::remove);
        }
    }

    private static void removeComments(Document page) {
        List<Node> comments = new ArrayList<>();
        page.traverse((node, depth) -> {
            if (node instanceof Comment) {
                comments.add(node);
            }
        });
        comments.forEach(Node::remove);
    }

    /** A link that calls or writes to somebody becomes a mark: its text is the number more often than not. */
    private static boolean replaceLink(Element element) {
        String href = element.attr("href");
        if (href.isEmpty() || !Redactor.reachesAPerson(href)) {
            return false;
        }
        boolean mail = href.toLowerCase(Locale.ROOT).contains("mail");
        element.replaceWith(new TextNode(mail ? EmailAddresses.MARK : PhoneNumbers.MARK));
        return true;
    }

    private static void redactAttributes(Element element, Set<String> keep) {
        for (Attribute attribute : element.attributes().asList()) {
            String name = attribute.getKey().toLowerCase(Locale.ROOT);
            String value = attribute.getValue();
            if (value == null || value.isEmpty() || PLAIN.contains(name)) {
                continue;
            }
            if (name.startsWith("on") || PERSONAL_NAME.matcher(name).find()) {
                element.removeAttr(attribute.getKey());
            } else {
                String now = redacted(element, name, value, keep);
                if (!now.equals(value)) {
                    element.attr(attribute.getKey(), now);
                }
            }
        }
    }

    private static String redacted(Element element, String name, String value, Set<String> keep) {
        boolean address = URLS.contains(name) || value.startsWith("http://") || value.startsWith("https://");
        if (!address) {
            return PROSE.contains(name) ? Redactor.text(value, keep) : Redactor.fact(value);
        }
        // The address of a photo must go on working; that of a page is only told.
        return LINKS.contains(element.normalName()) ? Redactor.url(value) : EmailAddresses.without(value);
    }

    /** {@code <b>099</b> 123 456}: flattened where a number is split over tags that only mark up text. */
    private static void redactAcrossInlineTags(Document page) {
        for (Element element : new ArrayList<>(page.getAllElements())) {
            if (element.childrenSize() > 0
                    && element.getAllElements().stream().skip(1).allMatch(e -> INLINE.contains(e.normalName()))
                    && Redactor.isPersonal(element.text())) {
                element.text(Redactor.fact(element.text()));
            }
        }
    }
}
