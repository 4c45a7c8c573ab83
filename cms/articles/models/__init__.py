"""The tree that editors work in: a home page per language, topics below it, articles below those."""

from cms.articles.models.articles import ArticleAuthor, ArticlePage, ArticleReference, ChangeKind, RelatedArticle
from cms.articles.models.tree import HomePage, PublicPage, TopicCode, TopicPage

__all__ = [
    "ArticleAuthor",
    "ArticlePage",
    "ArticleReference",
    "ChangeKind",
    "HomePage",
    "PublicPage",
    "RelatedArticle",
    "TopicCode",
    "TopicPage",
]
