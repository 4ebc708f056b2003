"""How segments are made of texts, tags, images and raw lines, whatever construct they stand in.

visit, scope   the blocks of one document in turn, and what holds for a block because of where it stands
directives     `i18n:skip` and the others in comments
text, shown    inline texts, and how a translator sees what stands on several lines
tags, images   text attributes, and what divides a text: tags, and lines of nothing but images
raw, marker    lines of HTML, tags and shortcodes; lines that are markers with at most a title
sink           where all of it goes: segments, skips, leaves and findings
"""
